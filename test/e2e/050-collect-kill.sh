# kill -9 at random moments while collecting: nothing that was served is lost or doubled, the store
# stays whole, and the next start needs no hand.  200 kills in CI, 40 else; KILLS=N for more.
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
kills=${KILLS:-$([ "${CI:-}" = true ] && echo 200 || echo 40)}
port=$(free_port)
start python3 "$TOP/test/e2e/site.py" "$port" ledger
site=http://127.0.0.1:$port
wait_for 60 curl -s "$site/robots.txt"
feeds=6
for n in $(seq $feeds); do
  kind=feed; [ $((n % 2)) = 0 ] && kind=full
  isnad follow --store=s --unchecked "$site/$kind/k$n" >/dev/null
done
# A kill falls anywhere in the time that one look takes here, whatever the machine and the build.
begun=$(date +%s%N)
isnad collect --store=s --allow-private --delay=0 --once --all >/dev/null 2>&1
span_ms=$((($(date +%s%N) - begun) / 1000000 + 1))
RANDOM=7
killed=0
for _ in $(seq "$kills"); do
  curl -s -o /dev/null "$site/add/k$((RANDOM % feeds + 1))/$((RANDOM % 3 + 1))"
  "$ISNAD" collect --store=s --allow-private --delay=0 --once --all >/dev/null 2>>collect.log &
  pid=$!
  delay_ms=$((RANDOM % span_ms))
  sleep "$((delay_ms / 1000)).$(printf '%03d' $((delay_ms % 1000)))"
  kill -9 "$pid" 2>/dev/null
  code=0; wait "$pid" 2>/dev/null || code=$?
  [ "$code" != 137 ] || killed=$((killed + 1))
done
check "many were killed at work" test "$killed" -gt $((kills / 4))
# Leases of killed processes run out after some minutes; --all looks at every feed now, and pages that
# were leased come when their time is up, which the test brings forward.
sqlite3 s/isnad.db "UPDATE pages_due SET due_at = 0 WHERE round = 0" 2>/dev/null ||
  python3 -c "import sqlite3; c = sqlite3.connect('s/isnad.db'); c.execute('UPDATE pages_due SET due_at = 0 WHERE round = 0'); c.commit()"
check "the next start needs no hand" isnad collect --store=s --allow-private --delay=0 --once --all
grep '^item ' ledger | sed 's/^item //' | sort -u >served
isnad export --store=s --format=ndjson 2>/dev/null | jq -r '.title' | sed 's/^عنوان الخبر //' | sort >stored
check "no item that was served is lost" test -z "$(comm -23 served <(sort -u stored))"
check "no item is there twice" test -z "$(uniq -d stored)"
check "there was something to lose" test "$(wc -l <served)" -gt "$kills"
check "the store is whole" isnad check --store=s
