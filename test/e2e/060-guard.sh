# The guard on every path that fetches, in a network namespace with a packet counter: whatever names,
# redirects, links, proxies and robots.txt say, not one packet goes to a private address.
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
if [ "${INSIDE:-}" != 1 ]; then
  if ! unshare -n -m true 2>/dev/null; then
    skip "no packet goes to a private address" "no network namespaces here (root?)"
    exit 0
  fi
  INSIDE=1 exec unshare -n -m bash "$TOP/test/e2e/060-guard.sh"
fi
ip link set lo up
for address in 93.184.216.34/32 10.9.9.9/32 10.1.2.3/32 169.254.169.254/32; do ip address add "$address" dev lo; done
echo 'nameserver 127.0.0.53' >resolv.conf
mount --bind resolv.conf /etc/resolv.conf
start python3 "$TOP/test/e2e/netns.py" counts >ready
wait_for 60 grep -q ready ready
visits() { wc -l <counts; }

python3 -c 'import socket; s = socket.socket(); s.settimeout(2); s.connect(("10.1.2.3", 80))'
wait_for 60 grep -q 10.1.2.3 counts
check "the counter sees a packet to a private address" test "$(visits)" -gt 0
before=$(visits)

paths=(http://public.test/feed)
for p in r301 r302 r303 r307 r308 gopher slashes name loop chain0 crlf refresh; do paths+=("http://public.test/$p"); done
for n in mixed mixed-first six mapped alias zero meta ten rebind; do paths+=("http://$n.test/feed"); done
paths+=(http://127.0.0.1/feed 'http://[::1]/feed' http://10.1.2.3/feed http://0/ http://2130706433/)
for url in "${paths[@]}"; do
  timeout 20 "$ISNAD" follow --store=a "$url" >>follow.log 2>&1
  timeout 20 "$ISNAD" follow --store=b --unchecked "$url" >>follow.log 2>&1
done
check "a public feed is followed" grep -q '^followed http://public.test/feed' follow.log
check "following sends no packet to a private address" test "$(visits)" = "$before"
timeout 60 "$ISNAD" collect --store=a --once --all --delay=0 --public-url=http://public.test --json >a.json 2>collect.log
timeout 120 "$ISNAD" collect --store=b --once --all --delay=0 --public-url=http://public.test --json >b.json 2>>collect.log
check "the public feed was collected" test "$(jq .feeds a.json)" -ge 1
check "collecting feeds, pages and robots.txt sends none either" test "$(visits)" = "$before"
hub_error() { python3 -c 'import sqlite3; print(*[r[0] for r in sqlite3.connect("a/isnad.db").execute("SELECT error FROM subscriptions")])'; }
check_output "a hub in this network is not asked" "not public" hub_error
check "some were refused, not merely failed" test "$(jq .refused b.json)" -ge 5
http_proxy=http://127.0.0.1:80 HTTP_PROXY=http://127.0.0.1:80 ALL_PROXY=http://10.1.2.3:80 \
  timeout 60 "$ISNAD" collect --store=b --once --all --delay=0 >/dev/null 2>&1
check "a proxy in the environment is no way around" test "$(visits)" = "$before"
# A proxy of the operator's own, in the network: it is told addresses that were judged here, no names.
isnad follow --store=d --unchecked "${paths[@]}" >/dev/null 2>&1
timeout 120 "$ISNAD" collect --store=d --once --all --delay=0 --proxy=http://10.9.9.9:3128 --json >d.json 2>>collect.log
check "feeds come by a proxy" test "$(isnad feeds --store=d --json | jq -r 'select(.url == "http://public.test/feed") | .status')" = 200
check "the proxy is asked for judged addresses only" test "$(sort -u proxied)" = "CONNECT 93.184.216.34:80"
check "no packet goes to a private address by the proxy" test "$(visits)" = "$before"
check "a name in Arabic letters is resolved in its ASCII form" bash -c 'timeout 20 "$0" follow --store=e "http://موقع.test/feed" | grep -q "^followed http://موقع.test/feed"' "$ISNAD"
cat >l.opml <<'O'
<opml version="2.0"><body><outline type="rss" text="x" xmlUrl="http://127.0.0.1/feed"/><outline text="y" xmlUrl="file:///etc/passwd"/></body></opml>
O
"$ISNAD" follow --store=c l.opml >/dev/null 2>&1
timeout 60 "$ISNAD" collect --store=c --once --all --delay=0 >/dev/null 2>&1
check "an OPML list is no way around" test "$(visits)" = "$before"
[ "$(visits)" = "$before" ] || tail -n +$((before + 1)) counts | sort | uniq -c
