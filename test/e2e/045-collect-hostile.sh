# What a collector meets besides good feeds: answers no server should give, feeds that move, sitemaps,
# edits and deletions, a site that asks for a pause, a disk that fills up.
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
port=$(free_port)
start python3 "$TOP/test/e2e/site.py" "$port" ledger
site=http://127.0.0.1:$port
get() { curl -s -o /dev/null "$site/$1"; }
wait_for 60 curl -s "$site/robots.txt"
collect() { isnad collect --store=s --allow-private --delay=0 --once --timeout=2 --json "$@" 2>>collect.log; }
feed_of() { isnad feeds --store=s --json | jq -c "select(.url | endswith(\"$1\"))"; }
sql() { python3 -c 'import sqlite3, sys; c = sqlite3.connect("s/isnad.db", timeout=20); print(*[r[0] for r in c.execute(sys.argv[1])], sep="\n"); c.commit()' "$1"; }

# Each bad answer ends with an error that says what it was; the good feed beside them is stored.
get add/good/3
isnad follow --store=s --unchecked "$site/full/good" >/dev/null
while read -r kind _; do isnad follow --store=s --unchecked "$site/bad/$kind"; done >/dev/null <<'END'
storm
endless-head
huge-head
cookies
chunk
length-negative
length-twice
gzip5
unasked-304
http09
etag
file
chain
length-short
no-content
gzip-empty
gzip-crc
hang
slow
flood
length-chunked
gzip-tail
gzip-members
year-9999
gzip2
ttl
skip
END
collect >out
check "the healthy feed is unharmed" test "$(jq .articles out)" = 2003
check "and a feed that brings too much a day is cut and flagged" test "$(feed_of /bad/flood | jq -c '[.items, (.error | test("a day"))]')" = '[2000,true]'
while read -r kind words; do
  check "$kind ends with its error" grep -qiE "$words" <(feed_of "/bad/$kind" | jq -r .error)
done <<'END'
storm head of the answer is larger
endless-head head of the answer is larger
huge-head head of the answer is larger
cookies head of the answer is larger
chunk chunk
length-negative length
length-twice two lengths
gzip5 compressed more than twice
unasked-304 304
http09 HTTP/0.9
etag head of the answer is larger
file scheme
chain too many redirects
no-content answered 204
gzip-empty no feed
gzip-crc damaged
hang timed out
slow timed out
END
check "a Last-Modified in the year 9999 is a feed" test "$(feed_of /bad/year-9999 | jq -c '[.status, .error]')" = '[200,null]'
for kind in gzip-tail gzip-members length-chunked; do
  check "$kind is read" test "$(feed_of "/bad/$kind" | jq -c '[.status, .error]')" = '[200,null]'
done
check "gzip in gzip is read" test "$(feed_of /bad/gzip2 | jq -c '[.status, .error]')" = '[200,null]'

check "a feed's ttl is its interval" test "$(feed_of /bad/ttl | jq .interval_s)" = 18000
check "hours that a feed skips are kept" test "$(feed_of /bad/skip | jq -r '.next_due | fromdate | gmtime | .[3]')" = 23

isnad unfollow --store=s "$site/bad/hang" "$site/bad/slow" # they have cost time enough
collect --all >out
check "no more comes the same day" test "$(jq .articles out)" = 0
sql "UPDATE feed_items SET seen_at = seen_at - 86401" >/dev/null
collect --all >out
check "the rest of what was too much comes on the next day" test "$(feed_of /bad/flood | jq -c '[.items, .error]')" = '[2100,null]'
for n in $(seq 0 8 64); do isnad follow --store=cut --unchecked "$site/cut/$n"; done >/dev/null
isnad collect --store=cut --allow-private --delay=0 --once >/dev/null 2>>collect.log
check "gzip that is cut off anywhere is no feed" test "$(isnad feeds --store=cut --json | jq -s 'map(select(.error == null)) | length')" = 0

# Feeds that move for good take their new address; those that move for now keep the old one.
get add/mv/1; get add/fd/1
isnad follow --store=s --unchecked "$site/moved/mv" "$site/found/fd" >/dev/null
collect >out
check "301 is a new address" test -n "$(feed_of /feed/mv)" -a -z "$(feed_of /moved/mv)"
check "302 is not" test -n "$(feed_of /found/fd)" -a -z "$(feed_of /feed/fd)"

# A site without a feed: its robots.txt names an index of sitemaps.
get add/m/4
check_output "a sitemap is found through robots.txt" "followed $site/index/m" isnad follow --store=s --allow-private "$site/bare"
collect >out
check "its pages are collected" test "$(jq .articles out)" = 4
get add/m/2
collect --all >out
check "later only what is new" test "$(jq .articles out)" = 2
collect --all >out
check "and then nothing" test "$(jq .articles out)" = 0
get add/n/1
check_output "a sitemap itself can be followed" "followed $site/map/n" isnad follow --store=s --allow-private "$site/map/n"

# Edits: one version for one edit, however often the page is looked at; a page that is gone is noted.
get add/e/2
isnad follow --store=s --unchecked "$site/feed/e" >/dev/null
collect >out
again() { sql "UPDATE pages_due SET due_at = 0 WHERE url LIKE '%/page/e/%'" >/dev/null; collect >out; }
look() { sql "SELECT round || ' ' || ((due_at - strftime('%s') + 600) / 1200 * 1200) FROM pages_due WHERE url LIKE '%/page/e/1'"; }
check "a page is looked at again after an hour" test "$(look)" = "1 3600"
get edit/e/1
again
check "then after a day" test "$(look)" = "2 86400"
check "an edited page is a version" test "$(jq .edits out)" = 1
again
check "and no second one" test "$(jq .edits out)" = 0
check "then after a week" test "$(look)" = "3 604800"
get remove/page/e/2
again
check "and then no more" test "$(look)" = ""
check "a page that is gone is a version without text" test "$(sql "SELECT count(*) FROM versions WHERE text = ''")" = 1

# Two feeds with the same guids and the same addresses: neither takes the other's place, whoever
# comes first, and neither can edit what the other has.
evil=http://localhost:$port/evil/p
get add/p/2
titles() { sql "SELECT title FROM $1 WHERE title LIKE '%p-_%' ORDER BY title" | tr '\n' ';'; }
isnad follow --store=s --unchecked "$evil/1" >/dev/null
collect >out
isnad follow --store=s --unchecked "$site/full/p" >/dev/null
collect >out
check "a feed with another's guids and addresses does not take their place" test "$(titles articles)" = "عنوان الخبر p-1;عنوان الخبر p-1مزور 1;عنوان الخبر p-2;عنوان الخبر p-2مزور 1;"
sql "UPDATE feeds SET url = '$evil/2', next_at = 0, etag = NULL WHERE url = '$evil/1'" >/dev/null
collect >out
check "it edits its own articles only" test "$(titles versions)" = "عنوان الخبر p-1مزور 2;عنوان الخبر p-2مزور 2;"
check "and not the others" test "$(sql "SELECT count(*) FROM versions v JOIN articles a ON a.row = v.row WHERE v.title LIKE '%p-_%' AND a.title NOT LIKE '%مزور%'")" = 0

# robots.txt: 4xx allows everything, 5xx nothing for now; asked once a day.
for status in 404 429 503; do
  robots=$(free_port)
  start python3 "$TOP/test/e2e/site.py" "$robots" "robots-$status" "robots=$status"
  wait_for 60 curl -s "http://127.0.0.1:$robots/add/r/2"
  isnad follow --store="r$status" --unchecked "http://127.0.0.1:$robots/feed/r" >/dev/null
  for _ in 1 2; do
    isnad collect --store="r$status" --allow-private --delay=0 --once --all --contact=desk@example.org >/dev/null 2>>collect.log
    curl -s "http://127.0.0.1:$robots/add/r/1"
  done
done
check "robots.txt that is not there allows all" test "$(grep -c '^200 /page/r/' robots-404)" = 3
check "it is asked once" test "$(grep -c robots.txt robots-404)" = 1
check "robots.txt with an error allows nothing" test "$(cat robots-503 robots-429 | grep -c '/page/r/')" = 0
check "and is not asked again at once" test "$(grep -c robots.txt robots-503)" = 1
check "the user agent says whom to write to" grep -q 'isnad.*desk@example.org' <(curl -s "http://127.0.0.1:$robots/stats")

# "Too many requests" closes the host for all.
isnad follow --store=w --unchecked "http://127.0.0.1:$robots/bad/too-many" "http://127.0.0.1:$robots/feed/r" >/dev/null
isnad collect --store=w --allow-private --delay=0 --once >/dev/null 2>>collect.log
check "a host that answers 429 is left alone, which is no failure of others" test "$(isnad feeds --store=w --json | jq -s 'map(select(.url | endswith("/feed/r")))[0] | [.failures, .status, (.next_due | fromdate) - now > 80]' -c)" = '[0,0,true]'

# Crawl-delay.
slow=$(free_port)
start python3 "$TOP/test/e2e/site.py" "$slow" slow-ledger 2
wait_for 60 curl -s "http://127.0.0.1:$slow/add/c/3"
isnad follow --store=v --unchecked "http://127.0.0.1:$slow/feed/c" >/dev/null
begun=$SECONDS
# Whoever else writes need not wait long for a collector at work.
{ sleep 1; isnad follow --store=v --unchecked "http://127.0.0.1:$slow/feed/none" >follow.log; } &
follower=$!
isnad collect --store=v --allow-private --once >/dev/null 2>>collect.log
check "one request at a time goes to a host, with the pause between" test "$(curl -s "http://127.0.0.1:$slow/stats" | jq -c '[.most_at_once, .least_gap > 0.95]')" = '[1,true]'
check "a site's Crawl-delay is kept" test $((SECONDS - begun)) -ge 4
wait $follower
check "others can write meanwhile" grep -q followed follow.log

# Counters, as /metrics shows them.
metrics_port=$(free_port)
start "$ISNAD" serve --store=s --port="$metrics_port" >/dev/null 2>serve.log
wait_for 60 curl -sf "http://127.0.0.1:$metrics_port/metrics"
curl -s "http://127.0.0.1:$metrics_port/metrics" >metrics
metric() { sed -n "s/^isnad_$1 //p" metrics; }
check "every metric has a type and a value" test "$(grep -c '^# TYPE isnad_' metrics)" = "$(grep -cE '^isnad_[a-z_]+ [0-9]+$' metrics)"
check "articles collected are those that there are" test "$(metric collect_articles_total)" = "$(sql 'SELECT count(*) FROM articles')"
check "items taken are those of all feeds" test "$(metric collect_items_total)" = "$(sql 'SELECT sum(items) FROM feeds')"
check "edits are those of the versions" test "$(metric collect_edits_total)" = "$(sql 'SELECT count(*) FROM versions')"
check "feeds are those that are followed" test "$(metric feeds)" = "$(isnad feeds --store=s --json | wc -l)"
check "failing ones are those with an error" test "$(metric feeds_failing)" = "$(sql 'SELECT count(*) FROM feeds WHERE failures > 0')"
check "304s are counted as the server counts them" test "$(metric collect_unchanged_total)" = "$(grep -cE '^304 |^raw /bad/unasked-304' ledger)"
for class in network http too_large format; do
  check "errors ($class) are counted" test "$(metric collect_errors_${class}_total)" -ge 1
done
check "counters are kept in the store" test "$(sql "SELECT value FROM meta WHERE name = 'collect_articles'")" -ge 9
check "errors are counted by class" test "$(sql "SELECT value FROM meta WHERE name = 'collect_errors_too_large'")" -ge 3
check "the store is whole" isnad check --store=s

# A disk that fills up: collecting stops and says so, and goes on alone when there is room.
if ! unshare -m true 2>/dev/null; then
  skip "a full disk" "no mount namespaces here (root?)"
  exit 0
fi
get add/d/600
cat >full.sh <<'END'
mkdir -p disk && mount -t tmpfs -o size=32m tmpfs disk
"$ISNAD" follow --store=disk/s --unchecked "$1/full/d" >/dev/null
free=$(df --output=avail -k disk | tail -n 1)
dd if=/dev/zero of=disk/filler bs=1K count=$((free - 1800)) status=none
"$ISNAD" collect --store=disk/s --allow-private --delay=0 2>full.log &
pid=$!
for _ in $(seq 600); do grep -q 'nothing is fetched until' full.log && break; sleep 0.1; done
grep -q 'disk is full; nothing is fetched until' full.log && echo said
rm disk/filler
# What was in hand then comes again when its lease is over; the test brings that forward.
for _ in $(seq 600); do grep -q 'collecting goes on' full.log && echo resumed && break; sleep 0.1; done
python3 -c 'import sqlite3; c = sqlite3.connect("disk/s/isnad.db", timeout=20); c.execute("UPDATE feeds SET next_at = 0"); c.commit()'
for _ in $(seq 600); do [ "$("$ISNAD" stats --store=disk/s --json | jq .articles)" = 600 ] && break; sleep 0.1; done
"$ISNAD" stats --store=disk/s --json | jq .articles
kill -TERM $pid; wait $pid; echo "exit $?"
"$ISNAD" check --store=disk/s >/dev/null && echo whole
END
check "a full disk stops collecting, and room resumes it" test "$(unshare -m bash full.sh "$site" | tr '\n' ' ')" = "said resumed 600 exit 0 whole "
