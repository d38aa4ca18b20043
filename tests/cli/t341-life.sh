#!/bin/sh
# The mails of a meeting's life beside invitations and reminders: nudge, logistics, thanks, cancellation of
# the meeting and of one guest; decided by state, whenever cron runs and however often.
. "$(dirname "$0")/../workspace.sh"
HELPER=$ROOT/tests/helper
daily() { c daily; }
kind() { grep -l "^X-Convoke: oslo $1" "$W"/outbox/*.eml 2>/dev/null; }                     # kind KIND: its mails
to() { kind "$1" | xargs -r sed -n 's/^Delivered-To: //p' | tr -d '\r' | sort | paste -sd' ' -; } # ... and whom they went to
newest() { mail_to "$1"; }
calendar() { "$HELPER/read-mail" "$1"; }
edit() { # edit SED-SCRIPT: the event file, applied
    sed -i "$1" "$W/events/oslo.yaml" && c apply "$W/events/oslo.yaml" >/dev/null
}

workspace
edit 's/^seats:.*/notices: {thanks: 1}/'
c send >/dev/null
at 2004-06-03T08:00:00Z
for guest in ann@able.example ben@bold.example dot@dash.example; do reply $guest "Yes, I am coming." | c receive -q; done

# --- nudge: Ben speaks on the 15th, untitled ---
at 2004-06-29T21:59:00Z
daily
is "fifteen days before, nobody is nudged" "" "$(to nudge)"
at 2004-06-30T10:17:00Z
has "plan says why" "speaks without a title yet, and it is 14 days or less to the meeting" "$(c daily --dry-run)"
has "so does plan" "nudge           Ben Bold" "$(c plan)"
daily
is "Ben has no title" "ben@bold.example" "$(to nudge)"
daily
is "asked once" "ben@bold.example" "$(to nudge)"
has "why says so" "nudge 14d" "$(c why ben)"
reply ben@bold.example "Title: Rings of buffers" | c receive -q
at 2004-07-10T10:17:00Z
daily
is "who proposed a title is not nudged again" "ben@bold.example" "$(to nudge)"

# --- logistics: the day before, by everybody's clock ---
reply dot@dash.example "Sorry, I cannot make it after all." | c receive -q
at 2004-07-12T22:17:00Z
daily
is "midnight in Oslo is no hour for mail" "" "$(to logistics)"
has "it waits for the morning" "not before 2004-07-13 07:00" "$(c plan)"
reply ann@able.example "I broke my leg and cannot come, sorry." | c receive -q
at 2004-07-13T05:17:00Z
daily &
daily &
wait
is "in the morning those who come hear of it, though two runs go at once" "ben@bold.example" "$(to logistics)"
has "who said no in the night does not" "does not come any more" "$(c why ann)"
mail=$(newest ben@bold.example)
has "tomorrow" "tomorrow" "$(header "$mail" Subject)"
has "by the venue's clock and another" "10:00 there is 08:00 UTC" "$("$HELPER/read-mail" --text "$mail" | tr -s ' \n' '  ')"
lacks "without a calendar object" "text/calendar" "$(cat "$mail")"
reply ann@able.example "It was only a sprain: I am coming." | c receive -q
at 2004-07-13T12:17:00Z
daily
is "who comes after all hears of it then" "ann@able.example ben@bold.example" "$(to logistics)"

# --- thanks ---
at 2004-07-15T22:17:00Z
daily
is "not in the night after" "" "$(to thanks)"
at 2004-07-19T08:17:00Z
daily
is "thanks, though cron slept over the day" "ann@able.example ben@bold.example" "$(to thanks)"
at 2004-07-25T08:17:00Z
daily
is "once" "ann@able.example ben@bold.example" "$(to thanks)"

# --- a guest is taken out, and comes back ---
rm -rf "$W" "$T/serial"
at 2004-06-01T09:00:00Z
workspace
c send >/dev/null
at 2004-06-02T09:00:00Z
reply cem@celik.example "Ja, ich komme." | c receive -q
sed -n 's/^ *cem:/&/p' "$W/events/oslo.yaml" >"$T/cem"
sed -i '/^  cem:/d' "$W/events/oslo.yaml"
has "apply says what follows" "convoke send tells 1 guest who was invited that they are taken out" "$(c apply "$W/events/oslo.yaml")"
at 2004-06-03T09:00:00Z
daily
is "a guest list is not acted upon by cron" "" "$(to withdrawal)"
has "plan tells" "withdrawal      Cem Çelik" "$(c plan)"
c send >/dev/null
is "send tells the guest" "cem@celik.example" "$(to withdrawal)"
mail=$(newest cem@celik.example)
has "in German" "zurückziehen" "$("$HELPER/read-mail" --text "$mail")"
has "and their calendar" "METHOD:CANCEL" "$("$HELPER/read-mail" --parts "$mail")"
lacks "of this guest's place alone (RFC 5546 3.2.5)" "STATUS:" "$("$HELPER/read-mail" --parts "$mail")"
has "which takes it for newer than the invitation" "SEQUENCE:1" "$("$HELPER/read-mail" --parts "$mail")"
c send >/dev/null
is "once" "cem@celik.example" "$(to withdrawal)"
sed -i "/^  dot:/{h;r $T/cem
}" "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
has "who is a guest again is invited again" "was called off, and is invited again" "$(c send --dry-run)"
at 2004-06-04T09:00:00Z
c send >/dev/null
mail=$(newest cem@celik.example)
has "with a newer calendar object" "SEQUENCE:2" "$("$HELPER/read-mail" --parts "$mail")"
is "and what they said before does not count" NEEDS-ACTION "$(partstat cem)"

# --- the meeting is cancelled, and takes place after all ---
reply dot@dash.example "No, sorry." | c receive -q
reply ann@able.example "Yes, I am coming." | c receive -q
reply ben@bold.example unsubscribe | sed "s/^To: .*/To: $(header "$(newest ben@bold.example)" List-Unsubscribe | sed 's/^<mailto:\([^?>]*\).*/\1/')/" | c receive -q
at 2004-06-16T21:00:00Z
edit 's/^name: .*/&\nstatus: cancelled\nstatus-note: The hall has burnt down./'
daily
is "cancelled: at once, to all who were invited and did not decline, silence or not" \
    "ann@able.example ben@bold.example cem@celik.example" "$(to cancellation)"
is "and no reminder, though it is the day" "" "$(to reminder)"
mail=$(newest ann@able.example)
has "with the organizer's words" "The hall has burnt down." "$("$HELPER/read-mail" --text "$mail")"
has "the calendar object" "STATUS:CANCELLED" "$("$HELPER/read-mail" --parts "$mail")"
daily
c send >/dev/null
is "once" "ann@able.example ben@bold.example cem@celik.example" "$(to cancellation)"
edit '/^status/d'
at 2004-06-17T08:00:00Z
c send >/dev/null
has "it takes place: Ann is invited again" "SEQUENCE:2" "$("$HELPER/read-mail" --parts "$(newest ann@able.example)")"
is "and asked again" NEEDS-ACTION "$(partstat ann)"
is "who declined stays so" DECLINED "$(partstat dot)"

# --- every mail, as others read it ---
for mail in $(kind withdrawal) $(kind cancellation) $(kind invitation); do
    is "$(header "$mail" X-Convoke) to $(sed -n 's/^Delivered-To: //p' "$mail" | tr -d '\r'): the linter is content" "" \
        "$(sed '1,2d' "$mail" | "$B/tests/unit/test-lint" mail)"
    lacks "Python has nothing to say against it" DEFECT "$("$HELPER/read-mail" "$mail")"
done
finish
