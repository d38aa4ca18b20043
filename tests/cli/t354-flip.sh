#!/bin/sh
# An answer that changes after the answer-by date stands in the digest with the one before.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
told() { tr -d '\r' <"$(grep -l "^X-Convoke: oslo digest" "$W"/outbox/*.eml | xargs grep -l "^Date: $1")" | tr '\n' ' '; }
at 2004-06-02T08:00:00Z
press ann@able.example ACCEPTED 20040602T080000Z | c receive -q
press ben@bold.example TENTATIVE 20040602T080000Z | c receive -q
c daily
lacks "a first answer is no change" "it was" "$(told 'Wed, 2 Jun')"
at 2004-06-20T08:00:00Z
press ben@bold.example ACCEPTED 20040620T080000Z | c receive -q
c daily
has "a change in time is told with the answer before" "Ben Bold: coming (it was =E2=80=9Cmaybe=E2=80=9D)" "$(told 'Sun, 20 Jun')"
has "in the echo, too" "until now" "$(cat "$(mail_to ben@bold.example)")"
at 2004-06-30T21:00:00Z
press cem@celik.example DECLINED 20040630T210000Z | c receive -q
at 2004-07-01T08:00:00Z
press ann@able.example DECLINED 20040701T080000Z | c receive -q
press dot@dash.example ACCEPTED 20040701T080000Z | c receive -q
c daily
digest=$(told 'Thu, 1 Jul' | sed 's/= //g' | tr -s ' ')
has "a flip after the date is told as that" "Ann Able: not coming (it was =E2=80=9Ccoming=E2=80=9D, and changed after the answer-by date)" "$digest"
lacks "a late first answer is none" "Dot Dash: coming (" "$digest"
lacks "nor is one of the last evening" "elik: not coming (" "$digest"
at 2004-07-02T08:00:00Z
press ann@able.example DECLINED 20040702T080000Z | c receive -q
c daily
lacks "said again, it is told no more" "it was" "$(told 'Fri, 2 Jul')"
finish
