# relay.so is loaded when first needed: the program itself is free of what it brings, and has all that it
# asks of the program.
. "$(dirname "$0")/../lib.sh"

nm -D --defined-only "$B/convoke" | awk '{ print $3 }' | sort >"$T/program"
nm -D --undefined-only "$B/relay.so" | awk '{ print $2 }' | grep -E '^(outcome|outgoing|transport|convoke)_' |
    sort >"$T/asked"
has "the module asks for something of ours" outcome_set "$(cat "$T/asked")"
is "the program has it" "" "$(comm -13 "$T/program" "$T/asked")"
has "the module gives relay_open" " T relay_open" "$(nm -D --defined-only "$B/relay.so")"
lacks "the program does not bring libESMTP" libesmtp "$(ldd "$B/convoke")"
lacks "the program does not bring OpenSSL" libssl "$(ldd "$B/convoke")"
finish
