# --explain: each reading says which rule or feature made it; without it nothing changes.
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
cat >in.ndjson <<'T'
{"text":"قال وزير الدفاع العراقي ثابت العباسي اليوم الأربعاء 24 تموز 2024 إن القوات العراقية تسلمت 12 طائرة.","title":"القوات العراقية تتسلم طائرات"}
T
for stage in language keyphrases dates entities; do
  isnad stage --explain "$stage" in.ndjson >"$stage.with"
  isnad stage "$stage" in.ndjson >"$stage.without"
  check "$stage says why" grep -q '"why":"[^"]' "$stage.with"
  check "$stage says nothing unasked" bash -c "! grep -q why $stage.without"
  check "$stage reads the same with and without" bash -c "diff <(sed -E 's/,\"why\":\"([^\"\\\\]|\\\\.)*\"//g' $stage.with) $stage.without"
done
check "a keyphrase tells the parts of its score" grep -q '"why":"count 1[^"]*in the title' keyphrases.with
check "a language tells its letters" grep -q 'script: Arabic;.*letters: ' language.with
check "a date tells its rule" grep -q '"value":"2024-07-24"[^}]*"why":"day, month and year"' dates.with
check "an entity tells its tagger" grep -q '"why":"tagger, PERS over no name [-+][0-9.]*: [^"]* [-+][0-9.]*[^"]*; listed as ' entities.with
check "a number tells its rule" grep -q '"why":"digits"' dates.with
cat >statement.ndjson <<'T'
{"text":"أكد الجانبان التزامهما المطلق بحماية الحدود. ودعا الجانبان الدول إلى تقديم الدعم فورا.","title":"بيان مشترك"}
T
isnad stage --explain statement statement.ndjson >statement.with
check "a point tells its act" grep -q '"why":{"act":"the object noun outranks the verb"' statement.with
check "a point tells its strength" grep -q '"strength":"+1: a word of strength' statement.with
check "a point tells its voice" grep -q '"voice":"a word for all parties' statement.with
sed 's/.*"text":"//; s/","title.*//' in.ndjson >page.txt
isnad read --explain page.txt >summary.txt
check "the summary says why" grep -q '^    why: day, month and year' summary.txt
check "the summary without it does not" bash -c '! "$ISNAD" read page.txt | grep -q why:'
isnad read --json --explain page.txt >page.json
check "the page says why the language" grep -q '"language_why":"script: Arabic' page.json
