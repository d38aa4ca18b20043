#!/bin/sh
# Whoever comes has the meeting in their calendar: a yes that was there before the invitation left, or left again,
# keeps it back no more than it needs one.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
sed -i '/^seats/d' "$E"
c apply "$E" >/dev/null
kinds() { # kinds ADDRESS: what they have got, in turn, with the calendar's METHOD, SEQUENCE and PARTSTAT
    for f in "$W"/outbox/*.eml; do
        sed -n '1,2p' "$f" | grep -q "^Delivered-To: $1" || continue
        printf '%s %s%s\n' "$(date -d "$(header "$f" Date)" +%s)" "$(header "$f" X-Convoke | cut -d' ' -f2)" \
            "$(tr -d '\r' <"$f" | sed -n 's/^METHOD:/ /p; s/^SEQUENCE:/ /p' | paste -sd' ' | sed 's/  */ /g')"
    done | sort -n -s -k1,1 | sed 's/^[0-9]* //; s/ $//' | paste -sd,
}

# Written down by the organizer.
c answer ann yes -b "on the phone" >/dev/null
c answer ben maybe -b "on the phone" >/dev/null
c answer dot no -b "on the phone" >/dev/null
has "a yes, and no invitation" "comes or may come, and was not invited yet" "$(c plan | tr -s ' \n' ' ')"
c hold ann/invitation >/dev/null
c send >/dev/null
is "a maybe is invited" "invitation REQUEST 0" "$(kinds ben@bold.example)"
is "a no is not" 0 "$(count_to dot@dash.example)"
is "nor is who is held" 0 "$(count_to ann@able.example)"
c release ann/invitation >/dev/null
c send >/dev/null
is "a yes is, when it is let go" "invitation REQUEST 0" "$(kinds ann@able.example)"
text=$(tr -d '\r' <"$(mail_to ann@able.example)" | sed 's/=$//' | tr '\n' ' ')
has "it says what is written down" "written down" "$text"
lacks "and asks for no answer" "Please let me know" "$text"
lacks "nothing more is owed" "ann" "$(c plan)"

# They hear of changes.
at 2004-06-02T09:00:00Z
sed -i 's/^location: .*/location: Bergen/' "$E"
c apply "$E" >/dev/null
at 2004-06-02T12:00:00Z
c daily >/dev/null
is "of a change, too" "invitation REQUEST 0,change REQUEST 1" "$(kinds ann@able.example)"

# Called off, on again, and a yes before the new invitation.
cp "$E" "$T/on"
at 2004-06-03T09:00:00Z
sed -i 's/^name:/status: cancelled\n&/' "$E"
c apply "$E" >/dev/null
c send >/dev/null
at 2004-06-04T09:00:00Z
cp "$T/on" "$E"
c apply "$E" >/dev/null
at 2004-06-04T09:10:00Z
reply ann@able.example "Good to hear that it takes place. Yes, I will come." | c receive >/dev/null
at 2004-06-04T09:20:00Z
c send >/dev/null
is "the entry is put back" "invitation REQUEST 0,change REQUEST 1,cancellation CANCEL 2,echo,invitation REQUEST 3" "$(kinds ann@able.example)"
is "and the answer stands" ACCEPTED "$(partstat ann)"
is "as for who has not answered" "invitation REQUEST 0,change REQUEST 1,cancellation CANCEL 2,invitation REQUEST 3" "$(kinds ben@bold.example)"
c send >/dev/null
is "once" 5 "$(count_to ann@able.example)"

# In waves, likewise.
sed -i 's/^reminders:/seats: {count: 1, offer-days: 5}\n&/' "$E"
printf '  eve: {name: Eve Eng, address: eve@eng.example, wave: 2}\n' >>"$E"
at 2004-06-05T09:00:00Z
c apply "$E" >/dev/null
sed -i 's/count: 1/count: 4/' "$E"
c answer eve yes -b "on the phone" >/dev/null
c apply "$E" >/dev/null
c send >/dev/null
is "a seat without an offer" "REQUEST" "$(kinds eve@eng.example | grep -o REQUEST | head -n 1)"
is "in one mail" 1 "$(count_to eve@eng.example)"
finish
