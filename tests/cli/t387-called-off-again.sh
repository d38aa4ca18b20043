#!/bin/sh
# Who was called off in vain is called off the next time; not a second time for the same.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
sed -i '/^seats/d' "$E"
c apply "$E" >/dev/null
c send >/dev/null
cp "$E" "$T/on"
sed 's/^name:/status: cancelled\n&/' "$T/on" >"$T/off"
sed '/^  cem:/d' "$T/on" >"$T/without"
becomes() { # becomes on|off|without TIME
    at "$2"
    cp "$T/$1" "$E"
    c apply "$E" >/dev/null
    c send >"$T/sent"
}
kind_to() { header "$(mail_to "$1")" X-Convoke; }

# The organizer drops it.
c hold cancellation >/dev/null
becomes off 2004-06-02T09:00:00Z
c drop -b "too early" cancellation >/dev/null
c release cancellation >/dev/null
c send >/dev/null
has "what is dropped is not queued again" "Nothing is owed" "$(c plan)"
becomes on 2004-06-02T10:00:00Z
is "nobody is invited anew who was not told" 1 "$(count_to ann@able.example)"
becomes off 2004-06-03T09:00:00Z
is "the next time it leaves" "oslo cancellation" "$(kind_to ann@able.example)"
becomes on 2004-06-04T09:00:00Z
is "and is followed by an invitation" "oslo invitation" "$(kind_to ann@able.example)"

# One guest, likewise.
c hold withdrawal >/dev/null
becomes without 2004-06-05T09:00:00Z
c drop -b "a mistake" withdrawal >/dev/null
c release withdrawal >/dev/null
c send >/dev/null
has "what is dropped is not queued again" "Nothing is owed" "$(c plan)"
mails=$(count_to cem@celik.example)
becomes on 2004-06-05T10:00:00Z
is "they are guests as before" "$mails" "$(count_to cem@celik.example)"
becomes without 2004-06-06T09:00:00Z
is "the next time it leaves" "oslo withdrawal" "$(kind_to cem@celik.example)"

# What still waits is the one that leaves.
becomes on 2004-06-07T09:00:00Z
c hold cancellation >/dev/null
becomes off 2004-06-08T09:00:00Z
becomes on 2004-06-08T10:00:00Z
becomes off 2004-06-08T11:00:00Z
mails=$(count_to ann@able.example)
c release cancellation >/dev/null
c send >/dev/null
is "one, however often" "$((mails + 1))" "$(count_to ann@able.example)"
finish
