#!/bin/sh
# SEQUENCE only ever rises for somebody, whatever becomes of the mail that carried it; and who was called off once is
# called off and invited again, whatever was thought of the first time.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
sed -i '/^seats/d' "$E"
c apply "$E" >/dev/null
c send >/dev/null
cp "$E" "$T/on"
sed 's/^name:/status: cancelled\n&/' "$T/on" >"$T/off"
becomes() { # becomes on|off TIME
    at "$2"
    cp "$T/$1" "$E"
    c apply "$E" >/dev/null
    c send >/dev/null
}
# What a guest has got, in turn.
got() {
    for f in "$W"/outbox/*.eml; do
        sed -n '1,2p' "$f" | grep -q "^Delivered-To: $1" || continue
        printf '%s %s%s\n' "$(date -d "$(header "$f" Date)" +%s)" "$(header "$f" X-Convoke | cut -d' ' -f2)" \
            "$(tr -d '\r' <"$f" | sed -n 's/^SEQUENCE:/ /p' | head -n 1)"
    done | sort -n | sed 's/^[0-9]* //' | paste -sd,
}
becomes off 2004-06-02T09:00:00Z
becomes on 2004-06-03T09:00:00Z
is "off and on" "invitation 0,cancellation 1,invitation 2" "$(got ann@able.example)"

# It never arrived, the organizer finds.
sqlite3 "$W/convoke.sqlite" "UPDATE outbox SET state = 'unknown' WHERE kind = 'cancellation'"
c settle -b "says the log" ann/cancellation failed >/dev/null
c settle -b "says the log" ben/cancellation sent >/dev/null
at 2004-06-04T09:00:00Z
sed -i 's/^location: .*/location: Bergen/' "$T/on" "$T/off"
becomes on 2004-06-04T09:00:00Z
at 2004-06-04T12:00:00Z
c daily >/dev/null
is "the change" "invitation 0,cancellation 1,invitation 2,change 3" "$(got ann@able.example)"
is "as for anybody else" "$(got ben@bold.example)" "$(got ann@able.example)"
becomes off 2004-06-05T09:00:00Z
becomes on 2004-06-06T09:00:00Z
is "off and on again" "invitation 0,cancellation 1,invitation 2,change 3,cancellation 4,invitation 5" "$(got ann@able.example)"
is "as for anybody else" "$(got ben@bold.example)" "$(got ann@able.example)"

# Out, and in again under another id: for their calendar it is the same meeting.
cp "$E" "$T/with"
at 2004-06-07T09:00:00Z
sed -i '/^  dot:/d' "$E"
c apply "$E" >/dev/null
c send >/dev/null
at 2004-06-08T09:00:00Z
sed 's/^  dot:/  dotty:/; s/dot@dash/DOT@dash/' "$T/with" >"$E"
c apply "$E" >/dev/null
c send >/dev/null
is "who is invited under another id" "withdrawal 6,invitation 7" "$(got '[dD][oO][tT]@dash.example' | sed 's/.*,\(withdrawal\)/\1/')"
is "nobody else" "$(got ben@bold.example)" "$(got ann@able.example)"
finish
