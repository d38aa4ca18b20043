#!/bin/sh
# Every fuzz target holds on its corpus.
. "$(dirname "$0")/../lib.sh"
cd "$ROOT" || exit 1
for source in tests/fuzz/fuzz-*.c; do
    name=${source#tests/fuzz/fuzz-}
    name=${name%.c}
    ok "$name: its corpus is replayed" "$B/tests/fuzz/replay-$name" \
        $(find $(sh tests/fuzz/seeds "$name") -type f | LC_ALL=C sort)
done
is "no corpus is without its target" "" "$(for dir in tests/fuzz/corpus/*; do
    [ -e "tests/fuzz/fuzz-${dir##*/}.c" ] || echo "$dir"
done)"
finish
