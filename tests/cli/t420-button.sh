#!/bin/sh
# A button is no words: whoever presses one in their calendar is not quoted with what its program wrote.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
press ann@able.example ACCEPTED | c receive -q
press cem@celik.example TENTATIVE | sed 's/^DTSTART/COMMENT:Ask me again in July.\n&/' | c receive -q
c daily
digest=$(tr -d '\r' <"$(mail_to olga@host.example)" | sed -e ':a' -e '/=$/{N;s/=\n//;ta' -e '}' -e 's/=E2=80=9[89CD]/"/g; s/=C3=87/C/g')
has "the digest says that it was a button" 'Ann Able: coming, by a calendar"s button' "$digest"
has "and quotes who wrote" 'Celik: maybe, "Ask me again in July."' "$digest"
is "it quotes no program" 0 "$(printf '%s\n' "$digest" | grep -cE '"(ACCEPTED|TENTATIVE)"')"
has "so does the status" "Ann Able                  by a calendar's button" "$(c status)"
is "and the history" 0 "$(c why ann | sed -n '/answer/,$p' | grep -c ACCEPTED)"
has "which says it once" "by calendar, rule calendar answer" "$(c why ann)"
is "programs are told of no words" 0 "$(c status --json | grep -c '"words": "ACCEPTED"')"
finish
