#!/bin/sh
# The compilers of word files: what they refuse, and that names of classes mean nothing by themselves.
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

# phrases KIND TEXT: the table of one file of phrases.
phrases() {
    printf '%b' "$2" >"$T/xx"
    "$B/phrases" "$1" "$T/xx" 2>"$T/err"
}

# refuses KIND WANT TEXT: a file of TEXT is refused with WANT.
refuses() {
    phrases "$1" "$3" >/dev/null && report 1 "$1: $2" "it was taken"
    has "$1: $2" "$2" "$(cat "$T/err")"
}
refuses quote 'xx:2: no known key' 'wrote: x\nwrites: y\n'
refuses quote 'xx:1: does not start with a word' 'wrote: x || y\n'
refuses robot 'xx:1: not of the form KEY: PHRASE with a known key' 'fialed: could not be delivered\n'
refuses robot 'xx:1: not of the form KEY: PHRASE with a known key' 'failed:could not be delivered\n'
refuses robot 'xx:2: shorter than four bytes' '\nfailed: ooo\n'
refuses robot 'xx:1: shorter than four bytes' 'failed: ooo*\n'
refuses robot 'xx:1: not in lower case with single spaces and plain quotes' 'failed: Not delivered\n'
refuses robot 'xx:1: not in lower case with single spaces and plain quotes' 'failed: not  delivered\n'
refuses robot 'xx:1: not in lower case with single spaces and plain quotes' 'failed: wasn’t delivered\n'
phrases robot '# a comment\n\nfailed: could not be delivered\n' >"$T/table"
is "what is in order becomes a table" 0 $?

# Of the files themselves: the least that is needed, and nothing twice.
for file in "$ROOT"/inbox/quote-words/[a-z][a-z]; do
    for key in wrote from date subject ruler; do
        grep -q "^$key: " "$file" || echo "$file has no $key"
    done
done >"$T/lacking"
is "each language of quotes has what is met most" "" "$(cat "$T/lacking")"
is "and there are many" ok "$([ "$(ls "$ROOT"/inbox/quote-words/[a-z][a-z] | wc -l)" -ge 20 ] && echo ok)"
is "no phrase of a robot stands twice in a file" "" \
    "$(for file in "$ROOT"/inbox/robots/*; do grep -v '^#' "$file" | grep . | sort | uniq -d; done)"
is "no key of robots is without a phrase" 16 "$(cat "$ROOT"/inbox/robots/* | sed -n 's/^\([a-z]*\): .*/\1/p' | sort -u | wc -l)"
finish
