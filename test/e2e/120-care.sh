# export, similar, compare, stats, check, backup, reindex: round trips, damage that is found and mended.
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
water="أعلنت وزارة الموارد المائية اليوم إطلاق خطة جديدة لمعالجة شح المياه في المحافظات الجنوبية وقال الوزير إن الخطة تشمل حفر آبار"
cat >in.ndjson <<END
{"id":"w1","outlet":"وكالة السنديان","title":"خطة لمعالجة شح المياه","published":"2024-07-24T10:00:00Z","text":"$water"}
{"url":"https://marfa.example/w2","outlet":"صحيفة المرفأ","title":"شح المياه: خطة الوزارة","published":"2024-07-24T12:00:00Z","text":"$water وتبطين القنوات"}
{"url":"https://marfa.example/w3","outlet":"صحيفة المرفأ","title":"آبار الجنوب وشح المياه","published":"2024-07-25","text":"تفقد الوزير مواقع الآبار في المحافظات الجنوبية بعد شح المياه وقال سكان إن الحفر لم يبدأ في القرى البعيدة"}
{"outlet":"صحيفة المرفأ","title":"=فوز, \"المنتخب\"","published":"2024-07-25","text":"فاز المنتخب على ضيفه بثلاثة أهداف في الملعب الكبير"}
END
isnad add in.ndjson >/dev/null
isnad export >out.ndjson
check "four articles are exported" test "$(wc -l <out.ndjson)" = 4
check_output "what was exported is known" "0 added, 4 known" isnad add out.ndjson
isnad add --store=copy out.ndjson >/dev/null
check "a store made from an export is the same" bash -c 'diff out.ndjson <("$ISNAD" export --store=copy)'
check "export takes a query" test "$(isnad export 'outlet:المرفأ شح' | wc -l)" = 2
check "CSV is read back by others" bash -c '"$ISNAD" export --format=csv | python3 -c "
import csv,sys
rows=list(csv.DictReader(sys.stdin))
assert len(rows)==4 and rows[3][\"title\"][0]==chr(39) and rows[0][\"published\"]==\"2024-07-24T10:00:00Z\", rows"'
check "JSON-LD is JSON" bash -c '"$ISNAD" export --format=jsonld | python3 -c "
import json,sys
rows=[json.loads(x) for x in sys.stdin]
assert all(r[\"@type\"]==\"NewsArticle\" and r[\"articleBody\"] for r in rows)"'
isnad export --format=warc >out.warc
check "WARC is read back" bash -c 'echo "{\"file\":\"out.warc\"}" | "$ISNAD" stage warc | python3 -c "
import json,sys
d=json.loads(sys.stdin.read())
assert len(d[\"records\"])==4 and not d[\"broken\"], d"'
check_output "an archive is added: its addresses are known" "0 added, 2 known already, 0 skipped" isnad add out.warc
check_output "what is no page is counted" "2 archive records are no pages" isnad add out.warc
head -c 900 out.warc >cut.warc
check_output "a damaged archive is named" "cut.warc: at byte" isnad add cut.warc
check "the reading goes along" bash -c '"$ISNAD" export --reading | head -n 1 | python3 -c "import json,sys; assert \"keyphrases\" in json.load(sys.stdin)[\"reading\"]"'
check_fails "an unknown format is a usage error" 2 isnad export --format=xml
isnad similar --json w1 >similar.out
check "similar: the copy first, then the story, not the match" python3 -c '
import json
rows=[json.loads(x) for x in open("similar.out")]
assert [r["url"] for r in rows]==["https://marfa.example/w2","https://marfa.example/w3"], rows
assert rows[0]["duplicate"] and not rows[0]["read_also"] and rows[1]["read_also"], rows'
check_fails "no such article" 1 isnad similar nothing
check_fails "similar wants one id" 2 isnad similar
echo "قرر الجانبان إنشاء لجنة عليا للمياه. وأكد الجانبان أهمية التعاون في ملف السدود." >old.txt
echo "أكد الجانبان أهمية إنشاء لجنة عليا للمياه. ويلتزم الجانبان بالتعاون في ملف السدود." >new.txt
check "compare says what changed" bash -c '"$ISNAD" compare --json old.txt new.txt | python3 -c "
import json,sys
d=json.load(sys.stdin)
assert [p[\"change\"] for p in d[\"pairs\"]]==[\"weakened\",\"strengthened\"], d[\"pairs\"]
assert d[\"points_a\"][0][\"act\"]==\"decision\", d"'
check_output "and for people" "1 strengthened · 1 weakened" isnad compare old.txt new.txt
check_output "an unknown article is named" "no-such-id" isnad compare old.txt no-such-id
check_fails "compare wants two" 2 isnad compare old.txt
check_output "stats count" "4 of 2 outlets" isnad stats
check "stats as JSON" bash -c '"$ISNAD" stats --json | grep -q "\"articles\":4"'
check_output "the store is whole" "the store is whole" isnad check
db=$XDG_DATA_HOME/isnad/isnad.db
python3 - "$db" <<'END'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("DELETE FROM signatures WHERE row = 1")
db.execute("UPDATE articles SET length = length + 1 WHERE row = 2")
db.execute("DELETE FROM bodies WHERE row = 4")
db.commit()
END
check_fails "damage is exit code 1" 1 isnad check
check_output "a lost text is found" "1 articles without a text" isnad check
check_output "a drifted index is found" "reindex" isnad check
check "check as JSON" bash -c '"$ISNAD" check --json | python3 -c "import json,sys; d=json.load(sys.stdin); assert not d[\"ok\"] and len(d[\"problems\"])>=3, d"'
isnad reindex --store=copy >out
check "reindex keeps what is found" test "$(isnad search --store=copy --json شح | wc -l)" = 3
check_output "and the store whole" "the store is whole" isnad check --store=copy
python3 -c 'import sqlite3,sys; sqlite3.connect(sys.argv[1]).execute("PRAGMA user_version = 999")' copy/isnad.db
check_output "a store of a newer version is refused" "is of version 999" isnad search --store=copy شح
printf 'no database at all, but long enough to be looked at as one' >junk.db
check_fails "a file that is no store is an error" 1 isnad search --store="$PWD/junk.db" شح
# A second writer waits for the first instead of failing or doubling.
for i in 1 2 3; do isnad add --store=many in.ndjson >"many.$i" 2>&1 & done; wait
check "three writers at once add each article once" test "$(isnad export --store=many | wc -l)" = 4
# A backup is a store, replaces nothing, and leaves nothing behind where it fails.
check_output "a backup is written" "MB written to copy.db" isnad backup copy.db
check "the backup holds the same" bash -c 'diff <("$ISNAD" export) <("$ISNAD" export --store="$PWD/copy.db")'
check_output "and is searched" "شح" isnad search --store="$PWD/copy.db" شح
check_fails "a backup never replaces a file" 2 isnad backup copy.db
check_fails "no such folder" 1 isnad backup nowhere/copy.db
check "nothing is left of it" bash -c '! ls -- *.part nowhere 2>/dev/null'
# A check beside a writer sees one state of the store.
python3 - >more.ndjson <<'END'
import json
for i in range(6000):
    print(json.dumps({"id": f"m{i}", "text": " ".join(f"كلمة{(i * j) % 977}" for j in range(60))}))
END
"$ISNAD" add --store=busy --light more.ndjson >/dev/null 2>&1 & writer=$!
wait_for 60 test -e busy/isnad.db
while kill -0 "$writer" 2>/dev/null; do
  "$ISNAD" check --store=busy >>busy.log 2>&1 || echo "bad" >>busy.log
  rm -f busy-copy.db
  "$ISNAD" backup --store=busy busy-copy.db >/dev/null 2>>busy.log || echo "bad" >>busy.log
done
wait "$writer"
check_output "a backup made beside a writer is whole" "the store is whole" isnad check --store="$PWD/busy-copy.db"
check "a check beside a writer finds nothing wrong" bash -c 'grep -q whole busy.log && ! grep -q bad busy.log'
# kill -9 in the middle of adding: what is there is whole, and the rest can be added.
python3 - >big.ndjson <<'END'
import json
for i in range(20000):
    print(json.dumps({"id": f"k{i}", "text": " ".join(f"كلمة{(i * j) % 977}" for j in range(60))}))
END
for delay in 0.05 0.15 0.4; do
  "$ISNAD" add --store=killed --light big.ndjson >/dev/null 2>&1 & victim=$!
  wait_for 60 test -e killed/isnad.db
  sleep "$delay"; kill -9 "$victim" 2>/dev/null; wait "$victim" 2>/dev/null
  check_output "whole after kill -9 at $delay s" "the store is whole" isnad check --store=killed
done
isnad add --store=killed --light big.ndjson >/dev/null
check "the rest is added" bash -c '"$ISNAD" stats --store=killed --json | grep -q "\"articles\":20000,"'
check_output "and nothing is doubled" "0 added, 20000 known" isnad add --store=killed --light big.ndjson
check_output "the index is whole" "the store is whole" isnad check --store=killed
# A disk that takes no more (here: a limit on the size of files): an error, and nothing is lost.
code=0
(trap '' XFSZ; ulimit -f 3000; "$ISNAD" add --store=full --light big.ndjson >full.out 2>full.err) || code=$?
check "a full disk is exit code 1" test "$code" = 1
check "and named" grep -q "full/isnad.db" full.err
check_output "the store is whole after it" "the store is whole" isnad check --store=full
check_output "and takes the rest when there is room" "0 skipped" isnad add --store=full --light big.ndjson
check "so that all is there once" bash -c '"$ISNAD" stats --store=full --json | grep -q "\"articles\":20000,"'
exit "${e2e_failed:-0}"
