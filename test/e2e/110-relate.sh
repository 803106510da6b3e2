# Stages near and similarity: the contract of the stage, copies across a stream.
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
text="أعلنت وزارة الموارد المائية اليوم إطلاق خطة جديدة لمعالجة شح المياه في المحافظات الجنوبية وقال الوزير إن الخطة تشمل حفر آبار"
cat >near.ndjson <<END
{"id":"a","title":"خطة","text":"$text","outlet":"x","published":"2024-07-24T10:00:00Z"}
{"id":7,"title":"الخطة","text":"$text وتبطين القنوات","outlet":"y","published":"2024-07-24T12:00:00Z"}
{"no":"id"}
{"id":"c","text":"فاز المنتخب على ضيفه بثلاثة أهداف"}
END
isnad stage near <near.ndjson >near.out
check "one line out for each line in" test "$(wc -l <near.out)" = 4
check "the copy names its original" bash -c 'sed -n 2p near.out | python3 -c "
import json,sys
d=json.loads(sys.stdin.read())
assert d[\"id\"]==7 and d[\"copy_of\"]==\"a\" and d[\"story\"]==\"a\", d
assert d[\"duplicates\"][0][\"id\"]==\"a\" and 0.5 <= d[\"duplicates\"][0][\"jaccard\"] <= 1, d"'
check "a line without id is an error" bash -c 'sed -n 3p near.out | grep -q "\"error\""'
check "another article is a story of its own" bash -c 'sed -n 4p near.out | grep -q "\"story\":\"c\""'
echo "{\"a\":{\"title\":\"خطة\",\"text\":\"$text\"},\"b\":{\"title\":\"\",\"text\":\"$text\"}}" | isnad stage similarity >sim.out
check "similarity keeps its contract" python3 -c '
import json
d=json.loads(open("sim.out").read())
assert 0 <= d["score"] <= 1 and d["duplicate"] is True and d["same_story"] is True and d["containment"]==[1,1], d'
check_output "a pair without b is an error" '"error"' bash -c 'echo "{\"a\":{\"text\":\"x\"}}" | "$ISNAD" stage similarity'
exit "${e2e_failed:-0}"
