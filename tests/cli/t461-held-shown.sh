#!/bin/sh
# What the organizer holds can be looked at, whatever it is: news of the agenda, and a withdrawal from somebody who is no
# longer in the event file; and that one alone can be sent.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
reply ann@able.example 'Yes, I am coming.' | c receive -q
at 2004-06-02T09:00:00Z
c hold change >/dev/null
sed -i 's/10:00am, who: ann/11:00am, who: ann/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
at 2004-06-02T12:00:00Z
c daily >/dev/null
has 'the news is held' 'change ' "$(c outbox)"
status 'it is shown' 0 c show ann change
has 'as it stands there' 'agenda has changed' "$(cat "$T/out")"
status 'and judged' 0 c show --check ann change

c hold withdrawal >/dev/null
sed -i '/^  dot:/d' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
status 'a held withdrawal is shown' 0 c show dot withdrawal
has 'to who is out' 'dot@dash.example' "$(cat "$T/out")"
status 'and judged, too' 0 c show --check dot withdrawal
status 'nothing else goes to them' 73 c show dot reminder
c release withdrawal >/dev/null
n=$(count_to dot@dash.example)
status 'alone it is sent' 0 c send --only dot
is 'once' $((n + 1)) "$(count_to dot@dash.example)"
status 'nobody who never was a guest' 66 c send --only nobody
has 'with the kinds there are' 'withdrawal' "$(c show ann letter 2>&1)"
finish
