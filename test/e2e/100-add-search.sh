# add and search: idempotence, what is skipped, forms of a word, output formats, exit codes.
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
cat >in.ndjson <<'END'
{"id":"n1","outlet":"وكالة السنديان","title":"زيارة إلى العراق","published":"2024-07-24T10:00:00+03:00","text":"وصل الوفد إلى العراق صباح الأربعاء."}
{"id":"n2","outlet":"وكالة السنديان","title":"دعم","time":"25/07/2024","text":"أعلنت الحكومة تقديم دعم للعراق في مجال المياه."}
{"id":"n3","outlet":"صحيفة المرفأ","title":"قوات","published":"2024-07-26","text":"تقدمت القوات العراقية في الصحراء <b>ليلا</b>."}
not json
{"id":"n4","title":""}
END
isnad add in.ndjson >out 2>err
check "three are added, two skipped" grep -q '3 added, 0 known already, 2 skipped' out
check "what was skipped is named by line" grep -q 'in.ndjson:4: skipped: not JSON' err
check "and why" grep -q 'in.ndjson:5: skipped: the line has no "text"' err
check_output "the second time changes nothing" "0 added, 3 known already" isnad add in.ndjson
check_output "gzip on standard input" "0 added, 3 known" bash -c 'gzip -c in.ndjson | "$ISNAD" add -'
check "JSON summary" bash -c '"$ISNAD" add --json in.ndjson 2>/dev/null | python3 -c "import json,sys; d=json.load(sys.stdin); assert d[\"known\"]==3, d"'
check "all forms find each other" test "$(isnad search --json 'والعراق' | wc -l)" = 3
check "the exact switch tells them apart" test "$(isnad search --json --exact 'للعراق' | wc -l)" = 1
check "hits have the promised members" bash -c '"$ISNAD" search --json "قوات" | python3 -c "
import json,sys
d=json.loads(sys.stdin.readline())
assert set(d)>=set(\"id url title outlet published score snippet\".split()), d
assert d[\"id\"]==\"n3\" and d[\"published\"]==\"2024-07-26T00:00:00Z\" and \"**القوات**\" in d[\"snippet\"], d"'
check "dates filter" test "$(isnad search --json 'عراق since:2024-07-25 until:2024-07-25' | wc -l)" = 1
check_output "facets count by outlet" "2 ████" isnad search --facet عراق
check "newest first" bash -c '"$ISNAD" search --json --newest عراق | head -n 1 | grep -q "\"n3\""'
check_fails "nothing found is exit code 1" 1 isnad search لايوجد
check_fails "a bad query is exit code 2" 2 isnad search 'since:never خبر'
check_fails "no query is exit code 2" 2 isnad search
check_fails "no store is exit code 1" 1 isnad search --store="$HOME/none" خبر
check_output "a missing store is named" "there is no store at" isnad search --store="$HOME/none" خبر
check_output "a missing file is named" "none.ndjson" isnad add none.ndjson
printf 'بغداد - وكالة السنديان\nعنوان الصفحة\nقال الوزير إن المشروع بدأ.\n' >page.txt
mkdir -p folder/deep && cp page.txt folder/deep/ && cp in.ndjson folder/
check "a folder is walked" bash -c '"$ISNAD" add folder 2>/dev/null | grep -q "3 known already"'
cat >feed.xml <<'END'
<?xml version="1.0"?><rss version="2.0"><channel><title>صحيفة المرفأ</title><language>ar-IQ</language>
<item><title>افتتاح الجسر</title><link>https://marfa.example/bridge</link><pubDate>Wed, 24 Jul 2024 10:00:00 GMT</pubDate>
<description>&lt;p&gt;افتتح الوزير &lt;b&gt;الجسر&lt;/b&gt; الجديد.&lt;/p&gt;&lt;p&gt;وحضر الأهالي.&lt;/p&gt;</description></item>
<item><title>عنوان فقط</title><link>https://marfa.example/2</link></item></channel></rss>
END
check_output "the items of a feed are added" "2 added" isnad add feed.xml
check_output "and known the second time" "0 added, 2 known" isnad add feed.xml
check "with text, outlet, date and language" bash -c '"$ISNAD" export افتتح الجسر | python3 -c "
import json,sys
d=json.loads(sys.stdin.readline())
assert d[\"outlet\"]==\"صحيفة المرفأ\" and d[\"lang\"]==\"ar\" and d[\"published\"]==\"2024-07-24T10:00:00Z\", d
assert \"الجسر الجديد.\" in d[\"text\"] and \"<\" not in d[\"text\"], d"'
printf '{\n "a": 1\n}\n' >data.json
check_output "JSON that is none of ours is named" "neither a feed nor one object a line" isnad add data.json
printf 'broken\n{"text":"سطر سليم"}\n' >first-broken.txt
check_output "a broken first line does not hide the others" "1 added, 0 known already, 1 skipped" isnad add first-broken.txt
check_output "a program is no page" "neither text nor an archive" isnad add --store=odd "$ISNAD"
iconv -t UTF-16 page.txt >wide.txt
check_output "a page in UTF-16 is one" "1 added" isnad add --store=odd wide.txt
check_fails "a file as a folder is an error" 1 isnad add --store "$PWD/page.txt/x" in.ndjson
if [ -d "$TOP/../shared/data/corpus" ]; then
  check_output "the corpus is added" "10161 added, 0 known already, 0 skipped" isnad add --store corpus --light "$TOP/../shared/data/corpus/ant.jsonl.gz"
  check_output "and not twice" "0 added, 10161 known already" isnad add --store corpus --light "$TOP/../shared/data/corpus/ant.jsonl.gz"
else
  skip "the corpus is added once" "../shared is absent"
fi
exit "${e2e_failed:-0}"
