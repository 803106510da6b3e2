# The processes that read bodies: one that crashes costs the body it had, and the feed says why; none
# is left behind, however the collector ends; kills at random moments lose and double nothing.
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
port=$(free_port)
start python3 "$TOP/test/e2e/site.py" "$port" ledger
site=http://127.0.0.1:$port
get() { curl -s -o /dev/null "$site/$1"; }
wait_for 60 curl -s "$site/robots.txt"
feed_of() { isnad feeds --store=s --json | jq -c "select(.url | endswith(\"$1\"))"; }
count() { isnad stats --store=s --json 2>/dev/null | jq .articles; }
has() { test "$(count)" = "$1"; }
# The readers of the collector $pid; its one child is their foreman.
readers() { local foreman; foreman=$(pgrep -P "$pid") && pgrep -P "$foreman"; }
begin() {
  "$ISNAD" collect --store=s --allow-private --delay=0 "$@" >/dev/null 2>>collect.log & pid=$!
  wait_for 20 readers
}
finish_collector() { code=0; kill -TERM "$pid"; wait "$pid" || code=$?; }

# A reader is stopped, is given a body, and ends by a signal as it would by a fault of its own.
get add/first/1
isnad follow --store=s --unchecked "$site/full/first" >/dev/null
begin --workers=1
wait_for 20 test -s ledger
wait_for 20 grep -q full/first collect.log
strike() { # SIGNAL PATH COMMAND…: the next body, which comes from PATH, is one that ends its reader
  local signal=$1 path=$2 reader seen; shift 2
  reader=$(readers)
  kill -STOP "$reader"
  seen=$(grep -c "^200 $path" ledger || true)
  "$@" >/dev/null
  wait_for 20 eval "[ \$(grep -c '^200 $path' ledger) -gt $seen ]"
  sleep 0.5 # until it has been handed on
  kill "-$signal" "$reader"
  kill -CONT "$reader" 2>/dev/null
}
get add/crash/2
strike ABRT /full/crash isnad follow --store=s --unchecked "$site/full/crash"
get add/long/2
wait_for 20 grep -q full/crash collect.log
strike PROF /full/long isnad follow --store=s --unchecked "$site/full/long"
wait_for 20 grep -q full/long collect.log
get add/good/2
isnad follow --store=s --unchecked "$site/full/good" >/dev/null
wait_for 20 has 3
check "a body whose reader crashes says so" grep -q "too much memory, or meets a fault" <(feed_of /full/crash)
check "and one that takes too long" grep -q "more than its share of processor time" <(feed_of /full/long)
check "both rest for a day" test "$(isnad feeds --store=s --json | jq -s '[.[] | select(.error != null and (.next_due | fromdate) - now > 80000)] | length')" = 2
check "the feed behind them is read by the next" test "$(count)" = 3
get add/k/1
strike KILL /full/k isnad follow --store=s --unchecked "$site/full/k"
wait_for 20 has 4
check "a reader that is killed from outside costs nothing" test "$(feed_of /full/k | jq .error)$(count)" = null4
finish_collector
check "SIGTERM ends it" test "$code" = 0
# A page that cannot be read is what its feed said of it.  Its host is asked slowly, so that there is
# time to stop the reader between feed and page.
get add/p/1
begin --workers=1 --delay=1500
isnad follow --store=s --unchecked "$site/feed/p" >/dev/null
wait_for 20 grep -q feed/p collect.log
strike ABRT /page/p true
wait_for 20 has 5
check "a page that ends its reader is its summary" grep -q '…$' <(isnad export --store=s --format=ndjson | jq -r 'select(.url | endswith("/page/p/1")) | .text')
finish_collector
check "lost bodies are counted" test "$(python3 -c 'import sqlite3; print(sqlite3.connect("s/isnad.db").execute("SELECT value FROM meta WHERE name = ?", ("collect_errors_lost",)).fetchone()[0])')" = 3

# A reader that hangs does not hold up the end, and what it had comes again.
get add/h/1
begin --workers=1
kill -STOP "$(readers)"
isnad follow --store=s --unchecked "$site/full/h" >/dev/null
wait_for 20 grep -q '^200 /full/h' ledger
sleep 0.5
begun=$SECONDS
finish_collector
check "SIGTERM drains in 5 seconds though a reader hangs" test "$code" = 0 -a $((SECONDS - begun)) -le 5
check "and nobody is blamed for it" test "$(feed_of /full/h | jq .error)" = null
isnad collect --store=s --allow-private --delay=0 --once --all >/dev/null 2>>collect.log
check "what was lost comes with the next look" has 10

# Nobody is left behind.
begin --workers=3
all="$(pgrep -P "$pid") $(readers)"
check "a collector has a foreman and its readers" test "$(wc -w <<<"$all")" = 4
kill -9 "$pid"; wait "$pid" 2>/dev/null
gone() { local p; for p in $all; do ! kill -0 "$p" 2>/dev/null || return 1; done; }
check "they end with a collector that is killed" wait_for 10 gone
begin --workers=2
kill -9 "$(pgrep -P "$pid")"
code=0; wait "$pid" || code=$?
check "a collector whose foreman is killed ends and says so" test "$code" = 1 -a -n "$(grep 'starts readers has ended' collect.log)"
check "the store is whole" isnad check --store=s

# A reader killed at a random moment of each look: nothing is lost or doubled, and no feed is blamed.
kills=${KILLS:-$([ "${CI:-}" = true ] && echo 200 || echo 20)}
for n in 1 2 3 4; do isnad follow --store=r --unchecked "$site/$([ $((n % 2)) = 0 ] && echo feed || echo full)/r$n" >/dev/null; get "add/r$n/2"; done
begun=$(date +%s%N)
isnad collect --store=r --allow-private --delay=0 --once --all >/dev/null 2>&1
span_ms=$((($(date +%s%N) - begun) / 1000000 + 1))
RANDOM=7
killed=0 failed=0
for _ in $(seq "$kills"); do
  for n in 1 2 3 4; do get "add/r$n/2"; done
  "$ISNAD" collect --store=r --allow-private --delay=0 --once --all --workers=2 >/dev/null 2>>kills.log & pid=$!
  delay_ms=$((RANDOM % span_ms))
  sleep "$((delay_ms / 1000)).$(printf '%03d' $((delay_ms % 1000)))"
  victim=$(readers | shuf -n 1) && [ -n "$victim" ] && kill -9 "$victim" 2>/dev/null && killed=$((killed + 1))
  wait "$pid" || failed=$((failed + 1))
done
check "readers were killed at work" test "$killed" -gt $((kills / 4))
check "the collector went on each time" test "$failed" = 0
grep '^item r[1-4]-' ledger | sed 's/^item //' | sort -u >served
isnad export --store=r --format=ndjson 2>/dev/null | jq -r '.title' | sed 's/^عنوان الخبر //' | sort >stored
check "no item is lost or doubled by killed readers" cmp served stored
check "there was something to lose" test "$(wc -l <served)" -ge $((8 * kills))
check "no feed is blamed" test "$(isnad feeds --store=r --json | jq -s 'map(select(.error != null)) | length')" = 0
