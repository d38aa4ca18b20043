#!/bin/sh
# A workspace with several meetings: which there are and how they stand; and one that is the same under another id.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
reply ann@able.example 'Yes, I am coming.' | c receive -q
sed 's/^meeting: .*/meeting: rome/; s/^name: .*/name: Rome 2004/; s/^dates: .*/dates: 2004-09-01/; /^agenda/,/undecided/d' \
    "$W/events/oslo.yaml" >"$T/rome.yaml"
has 'a day is a day' 'rome: new meeting, 4 guests, 1 day.' "$(c apply "$T/rome.yaml")"
status 'nobody has to name one' 0 c status
is 'to see how all stand' 'oslo  Oslo 2004, 2004-07-14 to 2004-07-15: 1 yes, 0 maybe, 0 no, 3 without an answer
rome  Rome 2004, 2004-09-01: 0 yes, 0 maybe, 0 no, 4 without an answer
convoke status MEETING shows one.' "$(cat "$T/out")"
has 'and how mail is read' 'Mail is read in processes' "$(c status --verbose)"
c close rome >/dev/null
has 'one alone is shown whole' 'Owe an answer' "$(c status)"
sed 's/^meeting: .*/meeting: bari/; s/^name: .*/name: Bari 2004/; s/^dates: .*/dates: 2004-08-01/; /^agenda/,/undecided/d' \
    "$W/events/oslo.yaml" >"$T/bari.yaml"
c apply "$T/bari.yaml" >/dev/null
has 'what is closed is among them' 'rome  Rome 2004, 2004-09-01: 0 yes, 0 maybe, 0 no, 4 without an answer (closed)' "$(c status)"

sed 's/^meeting: .*/meeting: oslo-2004/' "$W/events/oslo.yaml" >"$T/twin.yaml"
status 'another id makes another meeting' 0 c apply -n "$T/twin.yaml"
has 'which is said' "the open meeting \`oslo\` has the same name and dates: under the id oslo-2004 its guests are invited anew" "$(tr '\n' ' ' <"$T/err")"

status 'help is a command, too' 0 convoke help
has 'of all' 'usage: convoke' "$(cat "$T/out")"
status 'and of one' 0 convoke help status
has 'as its own' 'convoke status: who comes' "$(cat "$T/out")"
status 'not of what is none' 64 convoke help staus
finish
