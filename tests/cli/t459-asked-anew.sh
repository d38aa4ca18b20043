#!/bin/sh
# A meeting is called off, and takes place after all: the new invitation asks everybody anew, whatever they wrote while it
# was off.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
mails() { grep -l "^To: .*$1" "$W"/outbox/*.eml 2>/dev/null | xargs -r sed -n 's/^X-Convoke: oslo //p' | tr -d '\r' | sort | uniq -c | tr -s ' ' | paste -sd, - | sed 's/^ //'; }
invitation() { mail_to "$1"; } # whatever they had last, to which they answer
line() { tr -s ' \n' ' '; }

c send >/dev/null
reply ann@able.example "Yes, I will come." | c receive -q
at 2004-06-02T09:00:00Z
sed -i 's/^name:/status: cancelled\n&/' "$E"
c apply "$E" >/dev/null
c send >/dev/null
at 2004-06-03T09:00:00Z
reply cem@celik.example "The fjord is so beautiful in June." | c receive -q
has "who writes while it is off is read by the organizer" "beautiful in June" "$(c review)"
lacks "and not asked" "question" "$(mails cem@)"
at 2004-06-04T09:00:00Z
sed -i '/^status:/d' "$E"
c apply "$E" >/dev/null
c daily >/dev/null
lacks "nor when it takes place again" "question" "$(mails cem@)"
lacks "by no plan" "question" "$(c plan)"
c send >/dev/null
is "the new invitation asks them, alone" "1 cancellation, 2 invitation" "$(mails cem@)"
has "the organizer can read it still" "beautiful in June" "$(c review)"
at 2004-06-16T09:00:00Z
c daily >/dev/null
is "it holds no reminder back" "1 cancellation, 2 invitation, 1 reminder" "$(mails cem@)"
lacks "which does not speak of it" "could not tell" "$("$ROOT/tests/helper/read-mail" --text "$(mail_to cem@celik.example)" | line)"

# What they write then is about the meeting as it takes place.
at 2004-06-17T09:00:00Z
reply cem@celik.example "The fjord is so beautiful in summer." | c receive -q
c send >/dev/null
is "they are asked what they mean" "1 cancellation, 2 invitation, 1 question, 1 reminder" "$(mails cem@)"
at 2004-06-23T09:00:00Z
c daily >/dev/null
is "and not reminded meanwhile" "1 cancellation, 2 invitation, 1 question, 1 reminder" "$(mails cem@)"

# So it is with whoever was taken out, and is a guest again.
sed -i '/^  dot:/d' "$E"
at 2004-06-24T09:00:00Z
c apply "$E" >/dev/null
c send >/dev/null
at 2004-06-25T09:00:00Z
reply dot@dash.example "The fjord is so beautiful in June." | c receive -q
printf '  dot: {name: Dot Dash, address: dot@dash.example}\n' >>"$E"
c apply "$E" >/dev/null
c send >/dev/null
lacks "the invitation asks them, too" "question" "$(mails dot@)"
at 2004-06-28T09:00:00Z
c daily >/dev/null
has "and reminders follow" "reminder" "$(mails dot@)"
finish
