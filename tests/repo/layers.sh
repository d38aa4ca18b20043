#!/bin/sh
# The rooms keep to themselves: who includes what, which library stands where, and that pure objects
# ask the system for nothing.
. "$(dirname "$0")/../lib.sh"
cd "$ROOT" || exit 1

# may ROOM FILES ALLOWED: no file includes a header of another room than those allowed (an ERE).
may() {
    found=$(grep -n '^#include "' $2 /dev/null | grep -vE "\"($3)" || true)
    is "$1 includes only what it may" "" "$found"
}
edge=$(MAKEFLAGS= make -s --no-print-directory print-EDGE | tr ' ' '\n' | while read -r f; do [ ! -f "$f" ] || echo "$f"; done | tr '\n' ' ')
edges=" mailer/mailroom.h $edge$(echo "$edge" | sed 's/\.c/.h/g')"
pure_of() { for f in "$1"/*.[ch]; do case $edges in *" $f "*) ;; *) echo "$f" ;; esac; done; }
edge_of() { for f in $edge; do case $f in "$1"/*) echo "$f" "${f%.c}.h" ;; esac; done; }

may "event/" "$(echo event/*.[ch])" "event/"
may "db/" "$(echo db/*.[ch])" "event/|db/"
may "templates/" "$(echo templates/*.[ch])" "templates/|event/(error|embedded|nearest)\.h"
may "inbox/, pure" "$(pure_of inbox)" "event/|inbox/"
may "inbox/, edge" "$(edge_of inbox)" "event/|inbox/|db/store"
may "mailer/, pure" "$(pure_of mailer)" "event/|mailer/|templates/"
may "mailer/, edge" "$(edge_of mailer)" "event/|mailer/|templates/|db/store"
is "nobody but db/ includes db/store-private.h" "" \
    "$(grep -l 'store-private.h' event/* inbox/*.[ch] mailer/*.[ch] templates/*.[ch] cli/*.[ch] || true)"
is "pure files of inbox/ include no edge" "" \
    "$(pure="$(pure_of inbox) $(pure_of mailer)"; for e in $edge; do grep -l "\"${e%.c}.h\"" $pure | sed "s|\$| includes $e|"; done)"

# holds LIBRARY PATTERN FILES: exactly these files include that library.
holds() {
    is "$1 stands in: $3" "$3" "$(grep -lE "#include <$2" event/*.[ch] db/*.[ch] inbox/*.[ch] mailer/*.[ch] templates/*.[ch] cli/*.[ch] | sort | tr '\n' ' ' | sed 's/ $//')"
}

holds GMime 'gmime/' 'inbox/mime-read.c mailer/mime-write.c'
holds libESMTP 'libesmtp' 'mailer/relay-session.c'
holds libcurl 'curl/' 'inbox/imap-line.c mailer/relay-curl.c'
holds libfyaml 'libfyaml' 'event/read-node.c'
is "sqlite3 stands only in db/" "" "$(grep -lE '#include <sqlite3' event/*.[ch] inbox/*.[ch] mailer/*.[ch] templates/*.[ch] cli/*.[ch] || true)"
is "libical is included in at most three files" "ok" "$([ "$(grep -lE '#include <libical' */*.[ch] | wc -l)" -le 3 ] && echo ok)"

# Pure objects: they ask themselves, what libraries make of values, and bytes in memory; nothing else of the system, and
# of GLib no clock, randomness, environment, files, output.
allowed='g_.*|fy_.*|gumbo_.*|kGumbo.*|ical.*|internet_address_.*|EVP_.*|(__)?(mem|str)[a-z]*(_chk)?|free|qsort'
allowed="$allowed|__errno_location|__popcountdi2|__stack_chk_fail|_GLOBAL_OFFSET_TABLE_|__(asan|ubsan|tsan|sanitizer)_.*"
forbidden='g_get_.*|g_getenv|g_random_.*|g_print|g_printerr|g_log|g_date_time_new_now.*|g_file_.*|g_usleep|g_spawn_.*'
objects=$(for source in $(MAKEFLAGS= make -s --no-print-directory print-PURE); do
    [ ! -f "$B/${source%.c}.o" ] || echo "$B/${source%.c}.o"
done)
tables=$(for source in $(MAKEFLAGS= make -s --no-print-directory print-GENERATED); do echo "$B/${source%.c}.o"; done)
# Lines of nm -A are OBJECT: U NAME@VERSION. One run for all: forks are what takes time here.
nm -gA --defined-only $objects $tables | sed 's/.* //' >"$T/ours"
asked=$(nm -uA $objects | sed "s|^$B/||; s/@.*//; s/\.o: *U /.c /" | awk -v allowed="^($allowed)\$" \
    -v forbidden="^($forbidden)\$" 'NR == FNR { ours[$1]; next }
    $2 ~ forbidden || !($2 in ours || $2 ~ allowed) { print $1 ": " $2 }' "$T/ours" -)
ok "there are pure objects" test -n "$objects"
is "they ask the system for nothing" "" "$asked"
finish
