# Names across outlets, spellings and scripts: search, the command, the API, the site.
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
cat >in.ndjson <<'N'
{"id":"n1","outlet":"وكالة السنديان","title":"لقاء في واشنطن","published":"2024-06-01","text":"قال السيناتور الأمريكي جو ويلسون إن \"القوات ستبقى في المنطقة حتى نهاية العام\". وحضر اللقاء الأمير محمد بن سلمان."}
{"id":"n2","outlet":"صحيفة المرفأ","title":"تصريح جديد","published":"2024-07-05","text":"أكد جو ولسون أن \"الموقف من الاتفاق لم يتغير أبدا\". وتحدث محمد بن سلمان، رئيس مجلس الوزراء السعودي، عن الاقتصاد."}
{"id":"n3","outlet":"Port Daily","title":"A visit","lang":"en","published":"2024-08-01","text":"Yesterday Joe Wilson met with officials in Riyadh. Crown Prince Mohammed bin Salman welcomed the delegation."}
{"id":"n4","outlet":"صحيفة المرفأ","title":"قبل سنوات","published":"2025-08-01","text":"قال السيناتور السابق جو ويلسون إنه سيزور بغداد. وقال جيمس ويلسون إن ذلك صحيح."}
N
isnad add --store=s in.ndjson >/dev/null 2>&1
ids() { isnad search --store=s --json --newest "$1" | jq -r .id | tr '\n' ' '; }
check "one spelling finds the other" test "$(ids 'entity:"جو ولسون"')" = "n4 n3 n2 n1 "
check "Latin letters find the Arabic name" test "$(ids 'entity:"Joe Wilson"')" = "n4 n3 n2 n1 "
check "a title makes no other person" test "$(ids 'entity:"محمد بن سلمان"')" = "n3 n2 n1 "
check "another first name is another person" test "$(ids 'entity:"جيمس ويلسون"')" = "n4 "
check "quotations by speaker gather" test "$(ids 'speaker:"جو ويلسون"' | wc -w)" -ge 2
check_output "the command shows the forms" "Joe Wilson" isnad names --store=s جو ولسون
check "and the roles by day, the former apart" bash -c '"$ISNAD" names --store=s --json جو ولسون | jq -e "
  .roles | map([.role, .state, .first[:10]]) == [[\"السيناتور الأمريكي\", \"current\", \"2024-06-01\"], [\"السيناتور السابق\", \"former\", \"2025-08-01\"]]"'
check "without a name, who is named most" bash -c '"$ISNAD" names --store=s --json | jq -es "map(select(.name == \"جو ويلسون\" and .articles == 3)) | length == 1"'
check "quotations of one speaker, in all spellings" test "$(isnad quotes --store=s --speaker='جو ولسون' --json | jq -r .article | sort -u | tr '\n' ' ' | cut -c1-6)" = "n1 n2 "
check_output "quotations of all who are named" "لم يتغير أبدا" isnad quotes --store=s
check_fails "a speaker who said nothing is exit code 1" 1 isnad quotes --store=s --speaker=زيد
check_fails "a name that nobody has is exit code 1" 1 isnad names --store=s زيد عمرو
check "an export has the roles" bash -c '"$ISNAD" export --store=s --reading | jq -es "map(.reading.entities[]?.roles[]? | select(.state == \"former\")) | length == 1"'
start isnad serve --store=s --port=0 >address
wait_for 60 test -s address
read -r site <address
get() { curl -s -G --data-urlencode "name=$2" "$site$1"; }
check "the API joins the forms" test "$(get api/v1/names 'جو ولسون' | jq '.total == 4 and (.forms | length) == 3 and .quotes >= 2')" = true
check "the API lists who is named" test "$(get api/v1/names '' | jq '.PERS | length')" -ge 3
check "the API's search says who is named" test "$(curl -s "${site}api/v1/search?q=%D9%88%D9%8A%D9%84%D8%B3%D9%88%D9%86" | jq '[.names[] | select(.name == "جو ويلسون")] | length')" = 1
check "the page has forms, roles, quotations and articles" test "$(get names 'جو ولسون' | grep -oE 'جو ولسون|السيناتور السابق|لم يتغير أبدا|قبل سنوات' | sort -u | wc -l)" = 4
check "in English it is left to right" grep -q '<html lang="en" dir="ltr">' <(get en/names 'Joe Wilson')
check "an article leads to the pages of its names" grep -q '/names?name=' <(curl -s "${site}a/n1")
check "a search leads to the names in its results" grep -q '/names?name=' <(curl -s "${site}search?q=entity:%D9%88%D9%8A%D9%84%D8%B3%D9%88%D9%86")
check "a name that nobody has is 404" test "$(curl -s -o /dev/null -w '%{http_code}' "${site}names?name=x%20y")" = 404
check "a name is escaped" test -z "$(get names '"><script>x' | grep '<script')"
python3 - s/isnad.db <<'P'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.executescript("""DROP TABLE names; DROP TABLE roles; DROP TABLE latin_names; DROP INDEX entities_who;
ALTER TABLE entities DROP COLUMN who; DROP INDEX quotes_who; ALTER TABLE quotes DROP COLUMN who;
DELETE FROM meta WHERE name = 'names'; PRAGMA user_version = 3;""")
P
check "a store of version 3 is joined when it is opened" test "$(isnad check --store=s >/dev/null; ids 'entity:"جو ولسون"')" = "n4 n2 n1 "
check_output "and is whole" "" isnad check --store=s
exit "${e2e_failed:-0}"
