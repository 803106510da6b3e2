# Following and collecting against a loopback site: new items, pages, conditional requests, robots,
# edits, bad servers beside good ones, and nothing to a private address without leave.
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
port=$(free_port)
start python3 "$TOP/test/e2e/site.py" "$port" ledger
site=http://127.0.0.1:$port
get() { curl -s -o /dev/null "$site/$1"; }
wait_for 60 curl -s "$site/robots.txt"
get add/a/3
get add/secret/1
get add/f/2
collect() { isnad collect --store=s --allow-private --delay=0 --once --json "$@" 2>collect.log; }
count() { isnad stats --store=s --json 2>/dev/null | jq .articles; }

check_fails "a private address is not followed without leave" 1 isnad follow --store=s "$site/feed/a"
check_output "a site's feed is found" "followed $site/feed/a" isnad follow --store=s --allow-private "$site/site"
isnad follow --store=s --allow-private "$site/feed/secret" "$site/full/f" >/dev/null
check_output "following twice changes nothing" "known" isnad follow --store=s --allow-private "$site/feed/a"
collect >out
check "the new items of all feeds are stored" test "$(count)" = 6
check "pages of summaries were fetched" test "$(grep -c '^200 /page/a/' ledger)" = 3
# The same with an Arabic path, which the feed writes as letters and robots.txt as escapes.
get add/%D8%B3/1
isnad follow --store=ar --allow-private "$site/feed/%D8%B3" >/dev/null 2>&1
isnad collect --store=ar --allow-private --delay=0 --once >/dev/null 2>>collect.log
check "a forbidden page with an Arabic address was not fetched" test "$(isnad stats --store=ar --json | jq .articles)-$(grep -c '^200 /page/\(س\|%D8%B3\)/' ledger)" = 1-0
check "a page that robots.txt forbids was not" test "$(grep -c '/page/secret/' ledger)" = 0
check "the full text of a page is found" test "$(isnad search --store=s --json 'title:عنوان فقرة' | wc -l)" -ge 3
collect --all >out
check_output "a list that is not there is told as a file" "cannot open none.opml" isnad follow --store=s none.opml
check "the second look brings nothing" test "$(jq .articles out)" = 0
check "unchanged feeds answer 304" test "$(jq .unchanged out)" = 3
get add/a/2
collect --all >out
check "what is new is added, and no more" test "$(jq .articles out)" = 2
check "feeds shows them as good" test "$(isnad feeds --store=s --json | jq -s 'map(select(.status == 304 or .status == 200)) | length')" = 3
check "feeds as OPML can be followed" bash -c '"$0" feeds --store=s --opml >l.opml && "$0" follow --store=t l.opml | grep -c ^followed | grep -qx 3' "$ISNAD"

check "a page is read from its address" test "$(isnad read --allow-private --json "$site/page/a/1" | jq -r '.articles[0].title')" = "عنوان الخبر a-1"
check_fails "but not from a private one without leave" 1 isnad read "$site/page/a/1"

# Bad servers: all end, each with an error of its own, and the good feed is not held up.
for kind in loop gone busy short bomb garbage html lie; do
  isnad follow --store=s --unchecked "$site/bad/$kind" >/dev/null
done
get add/a/1
collect --all --warc=day.warc.gz >out
check "bad feeds do not hold up good ones" test "$(jq .articles out)" = 1
check "each bad feed has its error" test "$(isnad feeds --store=s --json | jq -s 'map(select(.error != null)) | length')" = 8
check "a feed that is gone is not tried again" test "$(isnad feeds --store=s --json | jq -s 'map(select(.gone)) | length')" = 1
check "Retry-After is obeyed" test "$(isnad feeds --store=s --json | jq -s 'map(select(.url | endswith("busy")))[0] | (.next_due | fromdate) - now > 3900')" = true
echo '{"file":"day.warc.gz"}' >warc.ndjson
check "what was fetched can be replayed" test "$(isnad stage warc warc.ndjson | jq '[.records[] | select(.type == "response")] | length')" -ge 1
check "unfollow stops it" isnad unfollow --store=s "$site/bad/gone"
check_fails "unfollowing what is not followed fails" 1 isnad unfollow --store=s "$site/nothing"
check "the store is whole" isnad check --store=s

# SIGTERM drains at once, though a server hangs; another site's feed is not held up by it.
other=$(free_port)
start python3 "$TOP/test/e2e/site.py" "$other" other-ledger
wait_for 60 curl -s "http://127.0.0.1:$other/add/f/2"
isnad follow --store=u --unchecked "$site/bad/hang" "$site/bad/slow" "http://127.0.0.1:$other/full/f" >/dev/null
"$ISNAD" collect --store=u --allow-private --delay=0 2>>collect.log &
collector=$!
wait_for 60 bash -c 'test "$("$ISNAD" stats --store=u --json | jq .articles)" -ge 2'
begun=$SECONDS
kill -TERM "$collector"
wait "$collector"
check "SIGTERM ends it well, hanging servers or not" test "$?" = 0 -a $((SECONDS - begun)) -le 5
check "elsewhere than on a terminal each feed is a line of the log" grep -q "http://127.0.0.1:$other/full/f 200, 2 new" collect.log
python3 -c 'import pty, sys; pty.spawn(sys.argv[1:])' "$ISNAD" collect --store=u --allow-private --delay=0 --once --timeout=1 --all >terminal 2>&1
check "on a terminal there is one line of progress" grep -q '3 feeds (.* unchanged, .* bad), .* articles' terminal
check "the other site's articles were stored" test "$(isnad stats --store=u --json | jq .articles)" = 2
