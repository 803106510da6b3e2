# Feeds that a hub sends (WebSub): asked for, confirmed, delivered with every kind of signature,
# renewed, denied, left; what is not signed as agreed is thrown away.
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
port=$(free_port)
start python3 "$TOP/test/e2e/hub.py" "$port" ledger
hub=http://127.0.0.1:$port
wait_for 60 curl -s "$hub/add/a/2"
curl -s "$hub/add/h1/1"
isnad follow --store=s --unchecked "$hub/feed/a" "$hub/feed/h1" >/dev/null
site_port=$(free_port)
start "$ISNAD" serve --store=s --port="$site_port" >/dev/null 2>serve.log
site=http://127.0.0.1:$site_port
wait_for 60 curl -sf "$site/healthz"
collect() { isnad collect --store=s --allow-private --delay=0 --once --json --public-url="$site/" "$@" 2>>collect.log; }
say() { curl -s "$hub/$1"; }
count() { isnad stats --store=s --json | jq .articles; }
sql() { python3 -c 'import sqlite3, sys; c = sqlite3.connect(sys.argv[2], timeout=20); print(*[r[0] for r in c.execute(sys.argv[1])], sep="\n"); c.commit()' "$1" "${2:-s/isnad.db}"; }
feed_of() { isnad feeds --store=s --json | jq "select(.url | endswith(\"$1\"))"; }

isnad collect --store=s --allow-private --delay=0 --once >/dev/null 2>>collect.log
check "nobody is asked where we have no public address" test ! -s ledger
collect --all >/dev/null
check "the hub that a document names is asked, by way of a 307" grep -q "^subscribe $hub/feed/a secret=64 lease=864000" ledger
check "so is the one that Link headers name" grep -q "^subscribe $hub/feed/h1 secret=64" ledger
check "the site confirms what was asked for" wait_for 20 grep -q "^verified subscribe $hub/feed/h1 200 echo" ledger
collect >/dev/null
check "the subscriptions are live" test "$(sql 'SELECT count(*) FROM subscriptions WHERE state = 1')" = 2
check "isnad feeds shows it" test "$(feed_of /feed/a | jq '(.pushed_until | fromdate) - now > 900')" = true

# Deliveries.
for method in sha1 sha256 sha384 sha512; do
  check "a delivery signed with $method is taken" test "$(say send/a/$method)" = 202
done
check "so is one to the other feed" test "$(say send/h1/sha256)" = 202
before=$(count)
collect >out
check "and its articles are stored" test "$(jq .articles out)" = 5 -a $(($(count) - before)) = 5
for how in none wrong other; do
  check "a delivery that is not signed as agreed ($how) is answered alike" test "$(say send/a/$how)" = 202
done
check "one that is too large is not taken" test "$(say send/a/large)" = 413
check "one that nobody expects is told so" test "$(say send/a/gone)" = 410
check "one that is no feed is taken" test "$(say send/a/page)" = 202
collect >out
check "and brings nothing" test "$(jq .articles out)" = 0
check "nothing of them is kept" test "$(sql 'SELECT count(*) FROM letters' s/isnad.db-inbox)" = 0
check "the log says so" grep -q "not signed as agreed" serve.log

# Looks are rarer, never off; they find what the hub has not sent.
collect --all >out
check "a look brings what the hub did not" test "$(jq .articles out)" = 6
check "looks are rarer while the hub sends" test "$(feed_of /feed/a | jq '(.next_due | fromdate) - now > 4 * .interval_s')" = true
check "what it sends is not looked for again" bash -c "test \"\$(grep -c '^subscribe' ledger)\" = 2"

# Questions nobody asked for.
check "another topic is not confirmed" test "$(say ask/a/topic)" = 404
check "nor another token" test "$(say ask/a/token)" = 404
check "nor an end that we do not want" test "$(say ask/a/unsubscribe)" = 404
check "a POST elsewhere is refused" test "$(curl -s -o /dev/null -w '%{http_code}' -d x "$site/search")" = 405

# A crash between the inbox and the store: the letter is read again.
before=$(count)
say send/a/sha256 >/dev/null
"$ISNAD" collect --store=s --allow-private --delay=0 --public-url="$site" >/dev/null 2>>collect.log &
collector=$!
wait_for 30 bash -c 'test "$("$ISNAD" stats --store=s --json | jq .articles)" -gt '"$before"
kill -9 $collector; wait $collector 2>/dev/null
collect >/dev/null
check "a delivery is stored once, killed or not" test "$(isnad export --store=s --format=ndjson | jq -r .title | sort | uniq -d | wc -l)" = 0
check "and dropped" test "$(sql 'SELECT count(*) FROM letters' s/isnad.db-inbox)" = 0

# Renewal, denial, end.
sql "UPDATE subscriptions SET next_at = 0 WHERE topic LIKE '%/feed/h1'" >/dev/null
collect >/dev/null
check "a subscription is renewed when its time comes" test "$(grep -c "^subscribe $hub/feed/h1" ledger)" = 2
check "a denial is taken" test "$(say deny/h1)" = 200
collect >/dev/null
check "and ends it" test "$(sql "SELECT state || ' ' || (lease_until IS NULL) || ' ' || error FROM subscriptions WHERE topic LIKE '%/h1'")" = "0 1 the hub has denied it: no more"
isnad unfollow --store=s "$hub/feed/a"
collect >/dev/null
check "a hub is told that a feed is not followed any more" wait_for 20 grep -q "^verified unsubscribe $hub/feed/a 200 echo" ledger
check "and may send it no more" test "$(say send/a/sha256)" = 410
collect >/dev/null
check "then it is forgotten" test "$(sql 'SELECT count(*) FROM subscriptions')" = 1
check "what hubs sent is counted" test "$(curl -s "$site/metrics" | grep -c '^isnad_collect_pushes_total [67]$')" = 1
check "the store is whole" isnad check --store=s

# All of it by itself: `isnad up` follows, is sent, and stores.
say add/b/1
isnad follow --store=up --unchecked "$hub/feed/b" >/dev/null
up_port=$(free_port)
ISNAD_PUBLIC_URL=http://127.0.0.1:$up_port start "$ISNAD" up --store=up --allow-private --delay=0 --port="$up_port" >/dev/null 2>up.log
check "isnad up subscribes" wait_for 60 bash -c 'test "$("$ISNAD" feeds --store=up --json | jq .pushed_until)" != null'
check "and takes what is sent" test "$(say send/b/sha512)" = 202
check "within seconds" wait_for 60 bash -c 'test "$("$ISNAD" stats --store=up --json | jq .articles)" = 2'
