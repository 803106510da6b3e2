# The site in a real browser: the examples (every link, direction, width, no complaint), and
# articles whose every field is hostile (threats.md, P6).
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
browser=$(command -v chromium || command -v chromium-browser || true)
if [ -z "$browser" ]; then
  skip "the site in a browser" "no chromium"
  exit 0
fi
serve() { # serve STORE: starts it; $address is where
  start isnad serve --store="$1" --port=0 >"$1.address"
  wait_for 10 test -s "$1.address"
  read -r address <"$1.address"
}
isnad add --store=examples "$TOP"/examples/*/*.html "$TOP"/examples/*/*.txt >/dev/null 2>&1
serve examples
python3 "$TOP/test/browser/site.py" "$browser" "$address" crawl
python3 - >hostile.ndjson <<'P'
import json
attacks = ['"><img src=x onerror=alert(1)>', "<script>alert(2)</script>", "</title><svg onload=alert(3)>",
           "javascript:alert(4)", "'><iframe srcdoc='<script>parent.alert(5)</script>'>", "\u202e<b onmouseover=alert(6)>"]
for i, x in enumerate(attacks):
    print(json.dumps({"id": f"x{i}{x}", "url": x if i == 3 else f"https://a.example/{i}?{x}", "outlet": f"جريدة {x}", "title": f"العراق {x}",
                      "byline": x, "published": "2026-03-04T10:00:00Z",
                      "text": f'قال الوزير سالم الوادي إن "السد امتلأ {x} تماما هذا العام" في العراق {x}.\n- {x}'}))
P
cat >hostile.html <<'P'
<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>خبر عن العراق &lt;script&gt;alert(7)&lt;/script&gt;</title>
<meta name="keywords" content="&lt;script&gt;alert(8)&lt;/script&gt;, العراق"></head><body><article><h1>خبر عن العراق &lt;img src=x onerror=alert(9)&gt;</h1>
<p>أعلنت وزارة الموارد المائية في العراق، اليوم الأربعاء، أن السد امتلأ تماما هذا العام &lt;script&gt;alert(10)&lt;/script&gt; بعد أمطار الشتاء.</p>
<p>وقالت الوزارة في بيان إن المناسيب ارتفعت في جميع الأنهار، وإن الخطة الزراعية ستشمل كل المحافظات في الموسم المقبل.</p></article></body></html>
P
isnad add --store=hostile hostile.ndjson hostile.html >/dev/null 2>&1
serve hostile
check "the hostile articles are stored" test "$(isnad search --store=hostile --json 'العراق' | wc -l)" -ge 6
python3 "$TOP/test/browser/site.py" "$browser" "$address"
