# The site over HTTP: pages, escaping, languages, API, feed, refusals.
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
cat >in.ndjson <<'N'
{"id":"one","url":"https://a.example/1","outlet":"جريدة <b>","title":"عنوان <script>alert(1)</script>","published":"2026-03-04T10:00:00Z","text":"قال وزير الماء سالم الوادي إن \"السد امتلأ تماما هذا العام\" في العراق.\n- بند أول\n- بند ثان"}
{"id":"two","url":"javascript:alert(1)","outlet":"أخرى","title":"خبر ثان عن العراق","text":"نص قصير عن العراق والماء \u202e<img src=x onerror=alert(1)>."}
N
isnad add --store=s in.ndjson >/dev/null 2>&1
port=$(free_port)
start isnad serve --store=s --port="$port" >address
get() { curl -s "http://127.0.0.1:$port$1"; }
status() { curl -s -o /dev/null -w '%{http_code}' "$@"; }
wait_for 60 curl -s "http://127.0.0.1:$port/healthz"
check "it prints its address" grep -q "http://127.0.0.1:$port/" address
check "the front page is Arabic, right to left" grep -q '<html lang="ar" dir="rtl">' <(get /)
check "the English page is left to right" grep -q '<html lang="en" dir="ltr">' <(get /en/)
check "an article has its body and quotation" grep -q 'm-quote' <(get /a/one)
check "its list is a list" grep -q '<li dir="auto">بند أول</li>' <(get /a/one)
check "no script of an article reaches a page" test -z "$(for p in / /a/one /a/two '/search?q=%D8%A7%D9%84%D8%B9%D8%B1%D8%A7%D9%82' /quotes; do get "$p"; done | grep -E '<script|<img src=x|href="javascript')"
check "what was searched is escaped" test -z "$(get '/search?q=%22%3E%3Cscript%3Ex' | grep '<script')"
check "search marks the words" grep -q '<mark>' <(get '/search?q=%D8%A7%D9%84%D8%B9%D8%B1%D8%A7%D9%82')
check "search takes a first and a last day" test "$(get '/search?q=%D8%A7%D9%84%D8%B9%D8%B1%D8%A7%D9%82&since=2026-03-04&until=2026-03-04' | grep -o 'class="title"' | wc -l)" = 1
check "what is no day is no filter" test "$(get '/search?q=%D8%A7%D9%84%D8%B9%D8%B1%D8%A7%D9%82&since=2026%22' | grep -o 'class="title"' | wc -l)" = 2
check "the API finds two" test "$(get '/api/v1/search?q=%D8%A7%D9%84%D8%B9%D8%B1%D8%A7%D9%82' | jq .total)" = 2
check "a limit past the largest is the largest" test "$(get '/api/v1/search?limit=1000' | jq '.hits | length')" = 2
check "an offset past the largest is refused" test "$(status "http://127.0.0.1:$port/api/v1/search?offset=99999")" = 400
check "what the API does not have, it says in JSON" grep -q nothing <(get /api/v1/nothing | jq -r .error)
check "the API gives the reading" test "$(get /api/v1/articles/one | jq '.reading.quotes | length')" -ge 1
check "the feed is well-formed" python3 -c 'import sys, xml.dom.minidom as m; assert len(m.parse(sys.stdin).getElementsByTagName("entry")) == 2' < <(get /feed.atom)
cat >statements.ndjson <<'N'
{"id":"s1","outlet":"أ","title":"نص البيان المشترك","published":"2025-11-19T10:00:00Z","text":"أصدر العراق والأردن بيانا مشتركا في بغداد.\n- أكد الجانبان أهمية تشغيل خط الربط الكهربائي.\n- اتفق الجانبان على أن تجتمع اللجنة الفنية كل شهرين.\n- قرر الجانبان إعفاء الشاحنات من الرسوم.\n- شدد الجانب العراقي على المواعيد.\n- رحب الجانب الأردني بذلك."}
{"id":"s2","outlet":"أ","title":"نص البيان المشترك الثاني","published":"2026-05-13T10:00:00Z","text":"أصدر العراق والأردن بيانا مشتركا في عمّان.\n- قرر الجانبان تشغيل خط الربط الكهربائي في تموز.\n- اتفق الجانبان على أن تجتمع اللجنة الفنية كل شهرين.\n- شدد الجانب العراقي على الكلفة.\n- رحب الجانب الأردني بالوفد."}
N
isnad add --store=s statements.ndjson >/dev/null 2>&1
check "two statements are compared" test "$(get '/compare?a=s1&b=s2' | grep -oE 'data-change="(kept|strengthened|dropped)"' | sort -u | wc -l)" = 3
check "the words that changed are marked" grep -qE '<ins>[^<]*قرر' <(get '/en/compare?a=s1&b=s2')
check "what only tells stands apart" grep -q '<details' <(get '/compare?a=s1&b=s2')
check "a comparison needs two articles" test "$(status "http://127.0.0.1:$port/compare?a=s1")" = 400
check "a comparison with nothing is 404" test "$(status "http://127.0.0.1:$port/compare?a=s1&b=none")" = 404
check "the statement's page offers the comparison" grep -q 'compare?a=s1&amp;b=s2' <(get /a/s2)
isnad follow --store=s --unchecked https://quiet.example/feed >/dev/null 2>&1
check "the feeds page names what is followed" grep -q 'quiet.example' <(get /feeds)
check "metrics count the feeds" grep -q '^isnad_feeds 1' <(get /metrics)
check "an unknown article is 404" test "$(status "http://127.0.0.1:$port/a/none")" = 404
check "a bad query is 400" test "$(status "http://127.0.0.1:$port/search?q=since:never")" = 400
check "an Arabic page says in Arabic that it was not understood" grep -q 'لم يُفهم' <(get '/search?q=since:never')
check "quotations have their outlet and day" grep -q 'datetime="2026-03-04"' <(get /quotes)
check "who is quoted nowhere has a page that says so" grep -q 'لا اقتباس' <(get '/quotes?speaker=nobody')
check "POST is refused" test "$(status -X POST "http://127.0.0.1:$port/")" = 405
check "pages forbid scripts" grep -qi "content-security-policy: default-src 'none'" <(curl -sI "http://127.0.0.1:$port/")
check "metrics count the articles" grep -q '^isnad_articles 4' <(get /metrics)
sed -n '1s/one/three/; 1s,a.example/1,b.example/3,; 1s/جريدة/صحيفة/p' in.ndjson | isnad add --store=s - >/dev/null 2>&1
check "what two outlets quote stands once, with both" test "$(get /quotes | grep -o '<blockquote>السد امتلأ\|وأيضا: <a href="/a/one">\|وأيضا: <a href="/a/three">' | wc -l)" = 2
check_fails "a store that is not there is told" 1 isnad serve --store=nowhere --port=0
check_fails "a bad address is a usage error" 2 isnad serve --store=s --address=nowhere
