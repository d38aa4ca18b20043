#!/bin/sh
# A button is no words: whoever presses one in their calendar is not quoted with what its program wrote.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
press ann@able.example ACCEPTED | c receive -q
press cem@celik.example TENTATIVE | sed 's/^DTSTART/COMMENT:Ask me again in July.\n&/' | c receive -q
# counter ADDRESS PARTSTAT COMMENT: their calendar proposes another time.
counter() { press "$1" "$2" | sed "s/REPLY/COUNTER/g; s/^DTSTART:.*/COMMENT:$3\nDTSTART:20040714T100000Z/"; }
counter ben@bold.example TENTATIVE "An hour later, please." | c receive -q
counter dot@dash.example NEEDS-ACTION "" | c receive -q
c daily
digest=$(tr -d '\r' <"$(mail_to olga@host.example)" | sed -e ':a' -e '/=$/{N;s/=\n//;ta' -e '}' -e 's/=E2=80=9[89CD]/"/g; s/=C3=87/C/g')
has "the digest says that it was a button" 'Ann Able: coming, by a calendar"s button' "$digest"
has "and quotes who wrote" 'Celik: maybe, "Ask me again in July."' "$digest"
is "it quotes no program" 0 "$(printf '%s\n' "$digest" | grep -cE '"(ACCEPTED|TENTATIVE)"')"
has "so does the status" "Ann Able                  by a calendar's button" "$(c status)"
is "and the history" 0 "$(c why ann | sed -n '/answer/,$p' | grep -c ACCEPTED)"
has "which says it once" "by calendar, rule calendar answer" "$(c why ann)"
is "programs are told of no words" 0 "$(c status --json | grep -c '"words": "ACCEPTED"')"

# Another time is no answer, but beside it stands what they pressed.
is "who proposes another time has not answered" NEEDS-ACTION "$(partstat ben)"
waits=$(c review)
has "what they pressed beside it is a guess" "perhaps: maybe" "$waits"
has "and what they wrote there is shown" "“An hour later, please.”" "$waits"
is "who pressed nothing is not guessed about" 1 "$(printf '%s\n' "$waits" | grep -c perhaps)"
has "the digest has the guess, too" 'My guess: "maybe"' "$digest"
c review 1 maybe >/dev/null
is "the organizer decides" TENTATIVE "$(partstat ben)"

# A calendar server calls all that it sends automatic; a button was pressed all the same.
served() { counter "$1" "$2" "$3" | sed 's/^Subject:.*/Subject: Proposed new time: Oslo 2004 @ Wed Jul 14 - Thu Jul 15, 2004\nAuto-Submitted: auto-generated/'; }
served ben@bold.example DECLINED "A week later?" | c receive -q
has "it waits" "“A week later?”" "$(c review)"
is "and puts no reminder off" 0 "$(sqlite3 "$W/convoke.sqlite" 'SELECT count(*) FROM patience')"

# A comment in which nothing stands is none.
press dot@dash.example ACCEPTED | sed 's/^DTSTART/COMMENT;LANGUAGE=en-US:\\n\n&/' | c receive -q
has "nor are they quoted" "Dot Dash                  by a calendar's button" "$(c status)"
finish
