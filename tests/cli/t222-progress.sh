#!/bin/sh
# Long runs: a bar on a terminal, lines elsewhere; a few at a time, one person alone, and taken up again.
. "$(dirname "$0")/../workspace.sh"
workspace
cr=$(printf '\r')
# At a terminal of 60 columns; the bar's redrawings become lines.
at_terminal() { script -qec "stty cols 60; convoke -C '$W' $*" /dev/null </dev/null | tr '\r' '\n' | sed 's/.\[K//g' >"$T/seen"; }

at_terminal send
has 'a bar shows how many are done' '4 of 4  [####' "$(cat "$T/seen")"
has 'it begins with the first' '1 of 4  [####' "$(cat "$T/seen")"
is 'it fits' '' "$(grep -E '.{60}' "$T/seen")"
lacks 'there is no line for what went well' 'sent     invitation' "$(cat "$T/seen")"
is 'the account stands at the end, with where the mails are' '4 sent.

Only written to files: no relay is named in convoke.conf.' "$(tail -n 4 "$T/seen")"
is 'all are sent' 4 "$(count_to '.*')"

at 2004-06-16T12:00:00Z
status 'remind one person' 0 c remind --only 'Ben Bold'
is 'who gets one' 2 "$(count_to ben@bold.example)"
is 'and nobody else' 5 "$(count_to '.*')"
status 'nobody of that name' 66 c remind --only zoe
status 'the others, a few at a time' 0 c remind --limit 2
is 'two of them' 7 "$(count_to '.*')"
status 'no number' 64 c remind --limit none
has 'is an error' '--limit: `none`' "$(cat "$T/err")"
status 'nor is nothing' 64 c send --limit 0
status 'the next run takes up the rest' 0 c send
has 'a line for it where there is no terminal' 'sent     reminder     ' "$(cat "$T/out")"
lacks 'and no bar' "$cr" "$(cat "$T/out")"
is 'it is the last one' 8 "$(count_to '.*')"
status 'announce to some' 0 c announce all --limit 1
is 'one at first' 9 "$(count_to '.*')"
at_terminal daily
is 'daily is silent at a terminal, too' '' "$(cat "$T/seen")"
is 'and sends the rest' 12 "$(count_to '.*')"

# What fails stands above the bar. The third is refused.
cat >"$T/take" <<'END'
#!/bin/sh
cat >/dev/null
case $1 in cem@*) echo "not today" >&2; exit 69 ;; esac
END
chmod +x "$T/take"
sed -i "s|^#*relay=.*|relay=sendmail:$T/take %t|" "$W/convoke.conf"
at 2004-06-20T12:00:00Z
c announce all --again --limit 1 >/dev/null
at_terminal send
has 'what fails has a line' 'failed   announcement cem@celik.example: not today' "$(cat "$T/seen")"
has 'and the bar goes on' '3 of 3  [####' "$(cat "$T/seen")"
finish
