# lib.sh: what the end-to-end tests share.  Sourced, with $ISNAD (the program), $TOP (the project's
# root) and an empty $HOME as working folder.
#
#   check "search finds what was added" test "$(isnad search …)" = 1
#   check_output "says what it skipped" "skipped 1" isnad add bad.ndjson
#   skip "compares with the corpus" "../shared is absent"
# shellcheck shell=bash
set -u
isnad() { "$ISNAD" "$@"; }
# Background processes started with `start`; ended when the test ends.
started=()
finish() {
  local code=$?
  for pid in "${started[@]}"; do
    kill "$pid" 2>/dev/null
    for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    kill -9 "$pid" 2>/dev/null && echo "not ok a started process ends at SIGTERM"
    wait "$pid" 2>/dev/null
  done
  exit "$code"
}
trap finish EXIT
start() {
  # The program itself, not a shell around it: a signal must reach it.
  if [ "$1" = isnad ]; then set -- "$ISNAD" "${@:2}"; fi
  "$@" & started+=($!)
}
ok() { echo "ok $*"; }
not_ok() { echo "not ok $*"; e2e_failed=1; }
skip() { echo "skip $1 # $2"; }
# check NAME COMMAND…: the command succeeds.
check() {
  local name=$1 out; shift
  if out=$("$@" 2>&1); then ok "$name"; else not_ok "$name"; echo "  command: $*"; echo "$out" | head -n 8 | sed 's/^/  /'; fi
}
# check_fails NAME CODE COMMAND…: the command ends with this exit code.
check_fails() {
  local name=$1 code=$2 out got=0; shift 2
  out=$("$@" 2>&1) || got=$?
  if [ "$got" = "$code" ]; then ok "$name"; else not_ok "$name"; echo "  exit code $got, not $code: $*"; echo "$out" | head -n 8 | sed 's/^/  /'; fi
}
# check_output NAME PART COMMAND…: the output (both streams) holds PART.
check_output() {
  local name=$1 part=$2 out; shift 2
  out=$("$@" 2>&1)
  if [[ $out == *"$part"* ]]; then ok "$name"; else not_ok "$name"; echo "  no '$part' in:"; echo "$out" | head -n 8 | sed 's/^/  /'; fi
}
# wait_for SECONDS COMMAND…: tries until it succeeds.
wait_for() {
  local end=$((SECONDS + $1)); shift
  until "$@" >/dev/null 2>&1; do [ "$SECONDS" -lt "$end" ] || return 1; sleep 0.1; done
}
# A TCP port on the loopback interface that is free now.
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
