# make install: a man page without roff errors, a completion that completes, units that systemd takes.
# shellcheck shell=bash disable=SC1091
. "$TOP/test/e2e/lib.sh"
"$TOP/packaging/make-man" "$ISNAD" >isnad.1
"$TOP/packaging/make-completion" "$ISNAD" >isnad.bash
check "the man page names every command" bash -c '"$ISNAD" --help | awk "/^Commands:/ {on=1; next} /^$/ {on=0} on {print \$1}" | while read -r c; do grep -q "^.SS $c" isnad.1 || exit 1; done'
if command -v groff >/dev/null; then
  check "the man page has no roff errors" test -z "$(groff -Kutf8 -man -Tutf8 -ww isnad.1 2>&1 >/dev/null)"
else
  skip "the man page has no roff errors" "no groff"
fi
check "the completion completes commands" bash -c '. ./isnad.bash; COMP_WORDS=(isnad sea); COMP_CWORD=1; _isnad; test "${COMPREPLY[0]}" = search'
check "the completion completes options" bash -c '. ./isnad.bash; COMP_WORDS=(isnad search --lim); COMP_CWORD=2; compopt() { :; }; _isnad; test "${COMPREPLY[0]}" = --limit='
# The units name the program where it was put.
variant=${ISNAD%/isnad}
check "make install" make -s -C "$TOP" V="${variant##*/}" DESTDIR="$PWD/root" PREFIX=/prefix install
units=root/prefix/lib/systemd/system
check "the service starts the installed program" grep -q '^ExecStart=/prefix/bin/isnad up$' "$units/isnad.service"
check "no placeholder is left" bash -c '! grep -r "@" root/prefix/lib/systemd root/prefix/lib/pkgconfig'
# A program of ten lines, with nothing but what was installed.
cat >reader.c <<'C'
#include <isnad.h>
#include <stdio.h>
#include <string.h>
int main(void)
{
    const char *html = "<html lang=ar><article><h1>الوزير يفتتح السد</h1><p>قال الوزير سالم الوادي إن «السد امتلأ».</p></article>";
    struct isnad *i = isnad_new();
    struct isnad_page page = {.bytes = html, .length = strlen(html)};
    puts(isnad_read(i, &page, NULL));
    isnad_free(i);
}
C
sanitizer=
[[ $ISNAD == */asan/* ]] && sanitizer=-fsanitize=address,undefined
[[ $ISNAD == */tsan/* ]] && sanitizer=-fsanitize=thread
export PKG_CONFIG_PATH=$PWD/root/prefix/lib/pkgconfig
# shellcheck disable=SC2046
check "a program can be built with the installed library" cc $sanitizer reader.c \
  $(pkg-config --define-variable=prefix="$PWD/root/prefix" --cflags --libs isnad) -o reader
check "and reads a page" test "$(./reader | jq -r '.articles[0].title')" = 'الوزير يفتتح السد'
if command -v systemd-analyze >/dev/null; then
  # The program is not at its place and its man page not installed: other complaints count.
  check "systemd takes the units" bash -c 'test -z "$(systemd-analyze verify --man=no '"$units"'/isnad* 2>&1 | grep -v "is not executable")"'
else
  skip "systemd takes the units" "no systemd-analyze"
fi
exit "${e2e_failed:-0}"
