#!/bin/sh
# show prints the mail of a kind that leaves next, also where one of that kind has left.
. "$(dirname "$0")/../workspace.sh"
workspace
sed -i 's/^reminders:.*/reminders: {days-before: [14, 7, 2]}\nnotices: {logistics: [7, 1], nudge: [10, 3]}/' "$W/events/oslo.yaml"
c apply -q "$W/events/oslo.yaml" >/dev/null
shown() { c show "$@" >"$T/shown" 2>&1 && header "$T/shown" X-Convoke; }
subject() { header "$T/shown" Subject; }
c send >/dev/null
c answer ben yes --because 'phoned' >/dev/null

at 2004-06-16T10:00:00Z
is "the first reminder, before it leaves" "oslo reminder" "$(shown ann reminder)"
c daily
first=$(header "$(mail_to ann@able.example)" Message-ID)
is "and after that" "$first" "$(shown ann reminder >/dev/null; header "$T/shown" Message-ID)"
at 2004-06-23T10:00:00Z
has "plan names the second" "Ann Able" "$(c plan | grep reminder)"
is "which is shown" "oslo reminder" "$(shown ann reminder)"
lacks "as itself" "$first" "$(header "$T/shown" Message-ID)"
status "and keeps the rules" 0 c show --check ann reminder

c revoke ann >/dev/null
has "plan names another invitation" "token of their invitation was taken back" "$(c plan | tr -s '\n ' '  ')"
is "which is shown" "oslo invitation" "$(shown ann invitation)"
c send >/dev/null
m=$(mail_to ann@able.example)
is "with the token that it leaves with" "$(header "$m" Reply-To)" "$(header "$T/shown" Reply-To)"

at 2004-07-04T10:00:00Z
c daily
at 2004-07-11T10:00:00Z
has "plan names the second nudge" "Ben Bold" "$(c plan | grep nudge)"
is "which is shown" "oslo nudge" "$(shown ben nudge)"
at 2004-07-07T10:00:00Z
c daily
at 2004-07-13T10:00:00Z
has "plan names logistics" "Ben Bold" "$(c plan | grep logistics)"
is "which are shown" "oslo logistics" "$(shown ben logistics)"
finish
