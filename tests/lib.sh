# Helpers for command tests: a temporary directory, a fixed clock, TAP on standard output.
#   . "$(dirname "$0")/../lib.sh"
#   ok NAME COMMAND...         passes when COMMAND succeeds
#   is NAME WANT GOT           passes when both texts are equal
#   has NAME PIECE TEXT        passes when TEXT holds PIECE
#   lacks NAME PIECE TEXT      passes when it does not
#   status NAME WANT COMMAND   passes when COMMAND exits with WANT; its output is left in $T/out, $T/err
#   wait_for COMMAND...        tries it until it succeeds, for two minutes at most
#   skip NAME WHY              counts as passed; only for a tool that is not installed
#   finish                     the last line of every test
set -u
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
B=${B:-$ROOT/build}
PATH=$B:$PATH
T=$(mktemp -d "${TMPDIR:-/tmp}/convoke-test.XXXXXX")
trap 'rm -rf "$T"' EXIT
trap 'exit 1' INT TERM
export PATH LC_ALL=C.UTF-8 TZ=UTC CONVOKE_NOW=${CONVOKE_NOW:-2004-06-01T09:00:00Z}
unset CONVOKE_DIR
export XDG_STATE_HOME="$T/state"
N=0
FAILED=0

report() { # report 0|1 NAME [DETAIL]
    N=$((N + 1))
    if [ "$1" = 0 ]; then
        echo "ok $N - $2"
    else
        echo "not ok $N - $2"
        FAILED=$((FAILED + 1))
        [ -z "${3:-}" ] || printf '%s\n' "$3" | sed 's/^/# /'
    fi
}
ok() {
    name=$1
    shift
    if "$@" >"$T/out" 2>"$T/err"; then report 0 "$name"; else report 1 "$name" "$(cat "$T/out" "$T/err")"; fi
}
is() {
    if [ "$2" = "$3" ]; then report 0 "$1"; else report 1 "$1" "want: $2
got:  $3"; fi
}
has() { case $3 in *"$2"*) report 0 "$1" ;; *) report 1 "$1" "no '$2' in: $3" ;; esac; }
lacks() { case $3 in *"$2"*) report 1 "$1" "'$2' in: $3" ;; *) report 0 "$1" ;; esac; }
status() {
    name=$1 want=$2
    shift 2
    "$@" >"$T/out" 2>"$T/err"
    got=$?
    if [ "$got" = "$want" ]; then report 0 "$name"; else report 1 "$name" "exit $got, wanted $want
$(cat "$T/out" "$T/err")"; fi
}
wait_for() {
    for _ in $(seq 1200); do
        "$@" >/dev/null 2>&1 && return
        sleep 0.1
    done
    return 1
}
# The database may be in use by what is tested.
sqlite3() { command sqlite3 -cmd '.timeout 60000' "$@"; }
skip() {
    N=$((N + 1))
    echo "ok $N - $1 # SKIP $2"
}
finish() {
    echo "1..$N"
    [ "$FAILED" = 0 ]
}
