#!/bin/sh
# The compiler of word files: what it refuses, and that names of classes mean nothing by themselves.
. "$(dirname "$0")/../lib.sh"

# complains NAME WANT TEXT: a file of TEXT is refused with WANT.
complains() {
    printf '%b' "$3" >"$T/xx.txt"
    "$B/words-compile" "$T/xx.txt" >/dev/null 2>"$T/err" && report 1 "$1" "it was taken"
    has "$1" "$2" "$(cat "$T/err")"
}
complains "an unknown section is shown with its line" "xx.txt:1: unknown section [yess]" '[yess]\ncome\n'
complains "a class must be defined before its use" "xx.txt:2: unknown class {come}" '[yes]\ni {come}\n'
complains "a bracket must be closed" "xx.txt:2: a bracket that is not closed" '[yes]\ni (come|go\n'
complains "a phrase must have words" "xx.txt:2: a phrase without words" '[yes]\n^ $\n'
complains "a phrase needs a section above it" "xx.txt:1: a phrase before the first section" 'come\n'

# tables CLASS: the tables of a language whose class of that name stands beside the group "(graag)".
tables() {
    printf '{%s} = kom | neem deel\n[yes]\nik {%s} | (graag) erbij | (kom) langs\n' "$1" "$1" >"$T/nl.txt"
    "$B/words-compile" "$T/nl.txt"
}
tables graag >"$T/same-name"
tables anders >"$T/other-name"
ok "a group of one word leaves the class of that name alone" cmp "$T/same-name" "$T/other-name"
finish
