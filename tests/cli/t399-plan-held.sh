#!/bin/sh
# plan says of what is owed that it will be held, and why, before it is in the outbox.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
plan() { c plan | tr -s ' \n' ' '; }

has "without a hold send sends it all" "convoke daily all but invitations and withdrawals): invitation Ann Able is a guest and was not invited yet" "$(plan)"
c hold ann --because 'she is away' >/dev/null
p=$(plan)
has "on hold" "invitation Ann Able will be held: she is away; is a guest" "$p"
has "others are not" "invitation Ben Bold is a guest" "$p"
has "it says how that leaves" "what will be held leaves after convoke release" "$p"
c release ann >/dev/null
c hold all >/dev/null
has "all is" "invitation Ben Bold will be held: the organizer holds it" "$(plan)"
c send >/dev/null
is "and so they are" 4 "$(c outbox | grep -c '^ *[0-9].*invitation')"
c release all >/dev/null
c send >/dev/null
reply ann@able.example "Yes, I am coming." | c receive -q

sed -i 's/^reminders:.*/reminders: {days-before: [14, 7, 2], late: ask}/' "$E"
c apply "$E" >/dev/null
at 2004-06-18T09:00:00Z
has "what is late, where late ones ask" "reminder Ben Bold will be held: it is late, and late ones wait for your word" "$(plan)"
sed -i 's/^#approve=.*/approve=true/' "$W/convoke.conf"
sed -i 's/10:00am, who: ann/11:00am, who: ann/' "$E"
c apply "$E" >/dev/null
has "what waits for approval, also before it is due" "change Ann Able will be held: it waits for your approval; their own part changed" "$(plan)"
finish
