# TLS and HTTP/2: good servers are read, over HTTP/2 where they have it; bad certificates, floods and
# bodies that are cut end with an error each, within the time a request has.
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
if [ "${INSIDE:-}" != 1 ]; then
  if ! command -v openssl >/dev/null || ! unshare -m true 2>/dev/null; then
    skip "TLS and HTTP/2" "no openssl or no mount namespaces here (root?)"
    exit 0
  fi
  INSIDE=1 exec unshare -m bash "$TOP/test/e2e/046-tls.sh"
fi
# An authority of our own takes the place of the system's in this mount namespace.
bundle=/etc/ssl/certs/ca-certificates.crt
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj "/CN=test" 2>/dev/null
if ! mount --bind ca.pem $bundle 2>/dev/null; then
  skip "TLS and HTTP/2" "no $bundle here"
  exit 0
fi
# certificate NAME SUBJECT-ALTERNATIVE-NAME [OPTION…]
certificate() {
  local name=$1 alt=$2; shift 2
  openssl req -newkey rsa:2048 -nodes -keyout "$name.key" -out "$name.csr" -subj "/CN=$name" 2>/dev/null
  echo "subjectAltName=$alt" >"$name.ext"
  openssl x509 -req -in "$name.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -out "$name.pem" -extfile "$name.ext" "$@" 2>/dev/null
}
certificate good IP:127.0.0.1 -days 2
certificate other DNS:other.example -days 2
certificate expired IP:127.0.0.1 -days -1
openssl req -x509 -newkey rsa:2048 -nodes -keyout self.key -out self.pem -days 2 -subj "/CN=self" -addext "subjectAltName=IP:127.0.0.1" 2>/dev/null

declare -A port
# serve NAME CERTIFICATE HOW
serve() {
  port[$1]=$(free_port)
  start python3 "$TOP/test/e2e/tls.py" "${port[$1]}" "$2.pem" "$2.key" "$3" >>served
  wait_for 60 python3 -c "import socket; socket.create_connection(('127.0.0.1', ${port[$1]})).close()"
  isnad follow --store=s --unchecked "https://127.0.0.1:${port[$1]}/$1" >/dev/null
}
serve h1 good h1
serve h2 good h2
for how in rst continuation settings ping cut; do serve $how good $how; done
serve wrong-host other h1
serve expired expired h1
serve self-signed self h1
begun=$SECONDS
isnad collect --store=s --allow-private --delay=0 --once --timeout=3 --json >out 2>collect.log
check "it ends in time" test $((SECONDS - begun)) -le 30
feed_of() { isnad feeds --store=s --json | jq -c "select(.url | endswith(\"/$1\"))"; }
check "TLS with HTTP/1.1 is read" test "$(feed_of h1 | jq -c '[.status, .items]')" = '[200,3]'
check "HTTP/2 is read" test "$(feed_of h2 | jq -c '[.status, .items]')" = '[200,3]'
check "and it was HTTP/2" grep -qx "h2 h2" served
while read -r name words; do
  check "$name ends with its error" grep -qiE "$words" <(feed_of "$name" | jq -r .error)
done <<'END'
wrong-host no alternative certificate subject name matches
expired expired
self-signed self.signed
END
for name in rst continuation settings ping; do # the words are curl's, and change
  check "$name ends with an error" test "$(feed_of "$name" | jq '.error != null and .items == 0')" = true
done
check "of half a document the items are kept" test "$(feed_of cut | jq .items)" = 1
etag_of() { python3 -c 'import sqlite3, sys; print(sqlite3.connect("s/isnad.db").execute("SELECT etag FROM feeds WHERE url LIKE ?", ["%/" + sys.argv[1]]).fetchone()[0])' "$1"; }
check "but not its validators" test "$(etag_of cut)" = None
