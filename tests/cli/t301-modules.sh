# relay.so and mime.so are loaded when first needed: the program itself is free of what they bring, and has all
# that they ask of the program.
. "$(dirname "$0")/../lib.sh"

nm -D --defined-only "$B/convoke" | awk '{ print $3 }' | sort >"$T/program"
nm -D --undefined-only "$B/relay.so" | awk '{ print $2 }' | grep -E '^(outcome|outgoing|transport|convoke)_' |
    sort >"$T/asked"
has "the module asks for something of ours" outcome_set "$(cat "$T/asked")"
is "the program has it" "" "$(comm -13 "$T/program" "$T/asked")"
has "the module gives relay_open" " T relay_open" "$(nm -D --defined-only "$B/relay.so")"

# What it takes to reach an address outside ASCII has a module of its own.
nm -D --undefined-only "$B/smtputf8.so" | awk '{ print $2 }' | grep -E '^(outcome|outgoing|transport|convoke)_' |
    sort >"$T/asked"
has "smtputf8.so asks for something of ours" outcome_set "$(cat "$T/asked")"
is "the program has it, too" "" "$(comm -13 "$T/program" "$T/asked")"
has "the module gives relay_utf8" " D relay_utf8" "$(nm -D --defined-only "$B/smtputf8.so")"
lacks "relay.so does not bring libcurl" libcurl "$(ldd "$B/relay.so")"
lacks "nor does the program" libcurl "$(ldd "$B/convoke")"

# SQLite's functions of SQL ask for libm; the program has stand-ins, and math.so what they stand for.
sed -n 's/^OF_[A-Z]*(\(.*\))$/\1/p' "$(dirname "$0")/../../cli/math-load.c" | sort >"$T/maths"
is "the program asks for none of it" "" "$(nm -D --undefined-only "$B/convoke" | awk '{ sub("@.*", "", $2); print $2 }' | sort | comm -12 - "$T/maths")"
is "nor shows what it has instead" "" "$(comm -12 "$T/program" "$T/maths")"
cat >"$T/asks.c" <<'C'
#include <dlfcn.h>
#include <stdio.h>
int main(int argc, char **argv)
{
    void *module = dlopen(argv[1], RTLD_LAZY);
    for (int i = 2; i < argc; i++)
        if (!module || !dlsym(module, argv[i]))
            puts(argv[i]);
    return 0;
}
C
"${CC:-cc}" -o "$T/asks" "$T/asks.c" -ldl
# shellcheck disable=SC2046 # names
is "math.so brings each" "" "$("$T/asks" "$B/math.so" $(cat "$T/maths"))"

# A plain mail is read without the MIME library, an odd one with it.
cat >"$T/plain" <<'M'
From: Ann <ann@one.example>
Date: Tue, 1 Jun 2004 12:00:00 +0000
Subject: Re: Invitation

Yes, I will be there.
M
sed 's/^Date:.*/Date: Tuesday, 1-Jun-04 12:00 GMT/' "$T/plain" >"$T/odd"
mkdir "$T/alone" && cp "$B/convoke" "$T/alone"
status "a plain mail needs no mime.so" 0 "$T/alone/convoke" explain --json "$T/plain"
has "what it says" '"partstat":"ACCEPTED"' "$(cat "$T/out")"
status "an odd one does" 75 "$T/alone/convoke" explain --json "$T/odd"
has "which part is missing" 'mime.so' "$(cat "$T/err")"
status "with it the odd one is read" 0 "$B/convoke" explain --json "$T/odd"
has "its date, too" '"date":"2004-06-01T12:00:00Z"' "$(cat "$T/out")"
lacks "the program does not bring GMime" libgmime "$(ldd "$B/convoke")"
lacks "the program does not bring Gumbo" libgumbo "$(ldd "$B/convoke")"
lacks "the program does not bring libESMTP" libesmtp "$(ldd "$B/convoke")"
lacks "the program does not bring libfyaml" libfyaml "$(ldd "$B/convoke")"
lacks "the program does not bring OpenSSL" libcrypto "$(ldd "$B/convoke")"

# GLib may be linked into the program; what a module brings along must be of the same version then.
case $(ldd "$B/convoke") in
*libglib*) skip 'another GLib' 'it is not linked into the program' ;;
*)
    mkdir "$T/lib"
    echo 'const unsigned glib_major_version = 2, glib_minor_version = 9999;' |
        "${CC:-cc}" -shared -fPIC -x c -Wl,-soname,libglib-2.0.so.0 -o "$T/lib/libglib-2.0.so.0" -
    status "another GLib than that of the program is refused" 75 \
        env LD_LIBRARY_PATH="$T/lib" "$B/convoke" explain --json "$T/odd"
    has "and it is said which" "and this system has 2.9999: build it anew" "$(cat "$T/err")"
    ;;
esac

# An HTML body needs what reads it.
sed 's|^Subject:.*|&\nContent-Type: text/html|; s|^Yes.*|<p>&</p>|' "$T/plain" >"$T/html"
status "an HTML body needs html.so" 75 "$T/alone/convoke" explain --json "$T/html"
has "which part is missing" 'html.so' "$(cat "$T/err")"
status "with it the body is read" 0 "$B/convoke" explain --json "$T/html"
has "what it says" '"partstat":"ACCEPTED"' "$(cat "$T/out")"

# So does an event file.
echo 'id: oslo' >"$T/oslo.yaml"
status "an event file needs yaml.so" 75 "$T/alone/convoke" check "$T/oslo.yaml"
has "which part is missing" 'yaml.so' "$(cat "$T/err")"

# A calendar answer as most programs write it is read without the calendar library.
{
    sed 's|^Subject:.*|&\nContent-Type: text/calendar; method=REPLY|; /^Yes/d' "$T/plain"
    printf '%s\r\n' BEGIN:VCALENDAR METHOD:REPLY BEGIN:VEVENT UID:1 \
        'ATTENDEE;PARTSTAT=DECLINED:mailto:ann@one.example' END:VEVENT END:VCALENDAR
} >"$T/calendar"
sed 's|^UID:|COMMENT:Sorry\\, no\r\n&|' "$T/calendar" >"$T/escaped"
status "a plain answer needs no calendar.so" 0 "$T/alone/convoke" explain --json "$T/calendar"
has "what it says" '"partstat":"DECLINED"' "$(cat "$T/out")"
status "one with something escaped does" 75 "$T/alone/convoke" explain --json "$T/escaped"
has "which part is missing" 'calendar.so' "$(cat "$T/err")"
has "sha256.so gives sha256_openssl" " T sha256_openssl" "$(nm -D --defined-only "$B/sha256.so")"
finish
