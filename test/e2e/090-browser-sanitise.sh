# A real browser judges the sanitiser: hostile payloads, cleaned, in one page whose alert() and
# friends leave a trace.  A page of two raw payloads must leave one, or the judge is blind.
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
payloads=${ISNAD_SHARED_DATA:-$TOP/../shared/data}/suites/dompurify.jsonl
browser=$(command -v chromium || command -v chromium-browser || true)
if [ -z "$browser" ] || [ ! -r "$payloads" ]; then
  skip "a browser judges the sanitiser" "no chromium, or no payloads"
  exit 0
fi
python3 - "$payloads" >in.ndjson <<'P'
import json, sys
for line in open(sys.argv[1]):
    print(json.dumps({"html": json.loads(line)["payload"]}))
# Two that every browser runs: without them a green judge would prove nothing.
print(json.dumps({"html": "<img src=x: onerror=alert(1)>"}))
print(json.dumps({"html": "<svg onload=alert(2)>"}))
P
isnad stage sanitise in.ndjson >out.ndjson
page_of() { # page_of FILE: one page with every html member in a div of its own
  python3 - "$1" <<'P'
import json, sys
print("<!DOCTYPE html><meta charset=utf-8><script>window.hits=[];")
print("for (const f of ['alert','confirm','prompt','print','open']) window[f] = (...a) => { hits.push(f + a); document.title = 'HIT ' + hits.length };")
print("</script><title>clean</title>")
for line in open(sys.argv[1]):
    print("<div>" + json.loads(line)["html"] + "</div>")
P
}
# judge PAGE: the title that the page ends with.  A browser may hang before it says anything, which
# is no answer: it is asked again.
judge() {
  for _ in 1 2 3; do
    timeout -k 5 60 "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
      --disable-background-networking --disable-component-update --disable-sync \
      --user-data-dir="$(mktemp -d -p "$HOME")" --virtual-time-budget=4000 --dump-dom "file://$HOME/$1" 2>/dev/null |
      grep -oE '<title>[^<]*' | head -n 1 | grep . && return
  done
}
page_of out.ndjson >clean.html
tail -n 2 in.ndjson >plain.ndjson # of the others, raw, some never let a page end
page_of plain.ndjson >raw.html
check "all payloads were cleaned" test "$(wc -l <out.ndjson)" = "$(wc -l <in.ndjson)"
check "the judge sees the raw payloads act" grep -q '^<title>HIT' <(judge raw.html)
check "nothing acts in the cleaned page" test "$(judge clean.html)" = "<title>clean"
