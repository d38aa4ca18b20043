#!/bin/sh
# The sender is stopped at steps all over a run, alone and beside others, with a server that misbehaves, and with
# a disk that is full or not to be written: nothing arrives twice, and nothing is forgotten.
. "$(dirname "$0")/../lib.sh"
case $(nm -D "$B/convoke" 2>/dev/null) in
*__asan_init*)
    skip 'stopping at steps' 'a sanitized program takes no other library before its own'
    finish
    exit
    ;;
esac
make -s -C "$ROOT" B="${B#"$ROOT"/}" "${B#"$ROOT"/}/convoke-shared" >/dev/null 2>&1
"$ROOT/tests/helper/crash"
