# The stage contract, field by field (docs/API.md, "Stages"): what goes in, what must come out, and of
# which type.  Whoever changes an adapter finds out here.
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
cp "$TOP/examples/difatan/48629.html" page.html
cp "$TOP/examples/difatan/feed.xml" feed.xml
printf 'WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/\r\nWARC-Date: 2026-01-02T03:04:05Z\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n' >a.warc
# shape NAME INPUT JQ: the stage's answer to INPUT makes the jq expression true.
shape() {
  local name=$1 input=$2 filter=$3
  check "stage $name has its fields" bash -c 'echo "$1" | "$ISNAD" stage "$2" | jq -e "$3"' - "$input" "$name" "$filter"
}
text='قال وزير الماء سالم الوادي في بغداد يوم 24 تموز 2024 إن \"السد امتلأ تماما هذا العام\".'
span='(.start | type == "number") and (.end > .start)'
shape page '{"file":"page.html","url":"https://a.example/1"}' '(.url == "https://a.example/1") and (.language == "ar") and (.segments | all((.kind | type == "string") and has("article") and '"$span"')) and (.articles[0] | has("title") and has("byline") and has("dateline") and has("published") and has("credits") and has("body") and has("lists") and has("language") and has("keyphrases") and has("dates") and has("numbers") and has("entities") and has("quotes") and has("statement")) and (.page_keywords | type == "array") and (.related | type == "array")'
shape page '{"text":"بغداد اليوم - بغداد\n\nنص الخبر هنا كاملا."}' '.articles[0].dateline | has("text") and has("outlet") and has("place") and has("agency") and has("desk")'
shape page '{"html":"<p>نص"}' '.articles | type == "array"'
shape feed '{"file":"feed.xml"}' 'has("title") and has("link") and has("description") and has("language") and has("author") and (.items[0] | has("id") and has("title") and has("link") and has("summary") and has("content") and has("author") and has("published") and has("updated")) and (.items[0].published | test("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$"))'
shape robots '{"robots":"User-agent: *\nDisallow: /x","agent":"isnad","url":"http://a.example/x"}' '.allowed == false'
shape guard '{"url":"http://127.0.0.1/"}' '.allowed == false and (.why | type == "string")'
shape guard '{"address":"8.8.8.8"}' '.allowed == true'
shape warc '{"file":"a.warc"}' '(.records[0] | .type == "resource" and .uri == "http://a.example/" and .date == "2026-01-02T03:04:05Z" and .length == 3 and .payload_length == 3) and .broken == []'
shape charset '{"file":"page.html"}' '(.charset | type == "string") and (.text | type == "string")'
shape sanitise '{"html":"<b onclick=x>y</b>"}' '.html == "<b>y</b>"'
shape language "{\"text\":\"$text\"}" '.language == "ar" and .confidence > 0 and .confidence <= 1'
shape tokens "{\"text\":\"$text\"}" '.tokens | all('"$span"' and has("text") and has("norm") and has("stem"))'
shape dates "{\"text\":\"$text\"}" '.dates[] | select(.value == "2024-07-24") | '"$span"' and has("text") and .calendar == "gregorian"'
shape dates '{"text":"وصل أمس","anchor":"2024-07-24T10:00:00Z","country":"IQ"}' '.dates[0].value == "2024-07-23"'
shape keyphrases "{\"text\":\"$text\",\"title\":\"وزير الماء\"}" '(.keyphrases | length > 0) and (.keyphrases | all(has("text") and (.score | type == "number"))) and ([.keyphrases[].score] | . == (sort | reverse))'
shape entities "{\"text\":\"$text\"}" '.entities | (length > 0) and all(has("name") and (.type | IN("PERS", "LOC", "ORG", "MISC")) and (.mentions | length > 0))'
shape entities '{"tokens":["قال","سالم","الوادي","في","بغداد"]}' '(.tags | length == 5) and (.tags | all(test("^(O|[BI]-(PERS|LOC|ORG|MISC))$"))) and .tags[4] == "B-LOC"'
# Tags stay one chain whatever the tokens are: empty, blanks, marks, words that hold several of ours.
shape entities '{"tokens":["الرئيس","محمد",""," ","بوضياف","محمد/علي",".","…","12.5","BBC","\n","ولبغداد","ًٌ"]}' '.tags as $t | ($t | length == 13) and ([range(0; 13)] | all($t[.][0:1] != "I" or (. > 0 and $t[. - 1][2:] == $t[.][2:]))) and $t[6] == "O"'
shape entities '{"tokens":[]}' '.tags == [] and .entities == []'
shape quotes "{\"text\":\"$text\"}" '.quotes[0] | '"$span"' and .kind == "direct" and (.speaker | has("name") and has("role") and .kind == "person") and has("cue")'
shape statement '{"text":"قرر الجانبان إنشاء لجنة مشتركة في بغداد.","title":"بيان"}' '(.parties | type == "array") and (.points[0] | '"$span"' and .act == "decision" and .strength == 5 and has("marker") and .voice == ["joint"] and (.burden | type == "array") and (.dates | type == "array")) and (.voice | type == "object") and (.burden | type == "object")'
shape compare '{"a":"ناقش الجانبان إنشاء جسر الوحدة.","b":"قرر الجانبان إنشاء جسر الوحدة."}' '(.points_a | length == 1) and (.points_b | length == 1) and (.pairs[0] | .a == 0 and .b == 0 and .change == "strengthened" and (.words | type == "array"))'
shape similarity '{"a":{"title":"","text":"امتلأ السد تماما"},"b":{"title":"","text":"امتلأ السد تماما"}}' '(.score | . >= 0 and . <= 1) and (.duplicate | type == "boolean") and (.same_story | type == "boolean") and (.containment | length == 2)'
shape near '{"id":"1","text":"امتلأ السد تماما هذا العام"}' '.id == "1" and .duplicates == [] and has("story")'
if "$ISNAD" stage --list | grep -q '^claims '; then
  shape claims '{"a":"ارتفعت الأسعار.","b":"انخفضت الأسعار."}' '(.relation | IN("agree", "disagree", "other")) and (.score | type == "number")'
  shape claims "{\"text\":\"$text\"}" '(.claims | type == "array") and (.contradictions | type == "array")'
fi
