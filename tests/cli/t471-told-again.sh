#!/bin/sh
# What was said before, or while a meeting was off, does not count from the new invitation on: not when it is called off
# once more either, so that whoever has its entry back is told.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
sed -i '/^seats/d' "$E"
c apply "$E" >/dev/null
c send >/dev/null
cp "$E" "$T/on"
sed 's/^name:/status: cancelled\n&/' "$T/on" >"$T/off"
sed '/^  ben:/d; /who: ben/d; /^  2004-07-15:/d' "$T/on" >"$T/without"
turns() { # turns on|off|without
    cp "$T/$1" "$E"
    c apply "$E" >/dev/null
}
becomes() { # becomes on|off|without TIME
    at "$2"
    turns "$1"
    c send >/dev/null
}
kind_to() { header "$(mail_to "$1")" X-Convoke; }
tally() { c status | grep ' yes, '; }

reply ann@able.example 'Yes, I will come.' | c receive -q
reply ben@bold.example 'Yes, I will come.' | c receive -q
becomes off 2004-06-03T09:00:00Z
at 2004-06-03T10:00:00Z
reply ben@bold.example 'No.' | c receive -q
is "what was said counts while it is off" "1 yes, 0 maybe, 1 no, 2 without an answer." "$(tally)"
becomes on 2004-06-04T09:00:00Z
is "all are asked anew" "0 yes, 0 maybe, 0 no, 4 without an answer." "$(tally)"

at 2004-06-05T09:00:00Z
turns off
is "which is still so when it is off again" "0 yes, 0 maybe, 0 no, 4 without an answer." "$(tally)"
c send >/dev/null
is "who said no the last time is told" "oslo cancellation" "$(kind_to ben@bold.example)"
is "whatever they had said, it is in no mail" 0 "$(python3 -c 'import sys, email
print(sum(b"PARTSTAT=NEEDS-ACTION" not in p.get_payload(decode=True)
          for f in sys.argv[1:] for p in email.message_from_binary_file(open(f, "rb")).walk()
          if p.get_content_type() == "text/calendar"))' "$(mail_to ben@bold.example)" "$(mail_to ann@able.example)")"
is "nor in the tally once they are told" "0 yes, 0 maybe, 0 no, 4 without an answer." "$(tally)"
c answer -b phone ben no >/dev/null
is "but what is said now is" "0 yes, 0 maybe, 1 no, 3 without an answer." "$(tally)"

becomes on 2004-06-06T09:00:00Z
becomes without 2004-06-07T09:00:00Z
is "who is taken out is told likewise" "oslo withdrawal" "$(kind_to ben@bold.example)"
becomes on 2004-06-08T09:00:00Z
c answer -b phone ben no >/dev/null
mails=$(count_to ben@bold.example)
becomes off 2004-06-09T09:00:00Z
is "who says no to the new invitation is not" "$mails" "$(count_to ben@bold.example)"

# All in one second.
c answer -b phone cem no >/dev/null
mails=$(count_to cem@celik.example)
becomes on 2004-06-10T09:00:00Z
becomes off 2004-06-10T09:00:00Z
is "invited anew and told, however quickly" "$((mails + 2))" "$(count_to cem@celik.example)"
finish
