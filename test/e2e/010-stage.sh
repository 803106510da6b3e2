# The stage contract: one object in, one out, in order; bad lines give {"error"} and the rest go on.
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
printf '{"text":"قال"}\nnonsense\n{"no":1}\n{"text":"نعم"}\n' | gzip >in.gz
isnad stage tokens in.gz >out.ndjson
check "four lines in, four lines out" test "$(wc -l <out.ndjson)" = 4
check "the bad lines are errors" test "$(grep -c '"error"' out.ndjson)" = 2
check "a line after a bad one is read" grep -q 'نعم' out.ndjson
head -c 2000 /dev/urandom | base64 | sed 's/.*/{"text":"&"}/' | gzip | head -c 1500 >cut.gz
check_fails "gzip that is cut off is no success" 1 isnad stage tokens cut.gz
check_output "and is named" "cut.gz: the gzip data are cut off" isnad stage tokens cut.gz
check_fails "a folder is no file" 1 isnad stage tokens .
check_output "what is neither file nor article is told so" "no file 'none.txt'" isnad compare none.txt other.txt
check_fails "an unknown stage is a usage error" 2 isnad stage nothing
check_output "an unknown stage names the list" "--list" isnad stage nothing
check "every listed stage is known" bash -c '"$ISNAD" stage --list | while read -r name _; do echo "{}" | "$ISNAD" stage "$name" | grep -q . || exit 1; done'
check_output "help tells the usage" "Usage: isnad stage" isnad stage --help
check_fails "an unknown command is a usage error" 2 isnad nothing
check_output "the version is printed" "isnad 0." isnad --version
