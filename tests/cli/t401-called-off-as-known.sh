#!/bin/sh
# Who is called off reads of the meeting that they know of, whatever the file made of it since; and their calendar is
# told to take out the entry that it has.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
text() { "$ROOT/tests/helper/read-mail" --text "$1" | tr '\n' ' ' | tr -s ' '; }
subject() { printf '=?UTF-8?Q?%s?=' "$(printf %s "$1" | sed 's/ /_/g; s/:/=3A/; s/,/=2C/; s/–/=E2=80=93/')"; }
calendar() { tr -d '\r' <"$(mail_to "$1")" | sed -n '/^BEGIN:VEVENT/,/^END:VEVENT/p'; }
sed -i '/^seats/d; s/^answer-by.*/&\nnotices: {logistics: [21]}/' "$E"
c apply "$E" >/dev/null
c send >/dev/null
for g in ann@able.example ben@bold.example cem@celik.example; do
    reply "$g" "Yes, I am coming." | c receive -q
done
c daily

# --- it moves, somebody new hears of that, and half an hour later it is off ---
at 2004-06-05T09:00:00Z
sed -i 's/2004-07-/2004-08-/g; s/^location: .*/location: Bergen, Norway/; s/^name: .*/name: Norway 2004/
/^  dot/i\  eve: {name: Eve Early, address: eve@early.example}' "$E"
c apply "$E" >/dev/null
c send >/dev/null
at 2004-06-05T09:30:00Z
sed -i 's/^name:/status: cancelled\nstatus-note: The hall burned down.\n&/; /^  dot/d' "$E"
c apply "$E" >/dev/null
c send >/dev/null
m=$(mail_to ann@able.example)
is "the subject names what they know" "$(subject "Cancelled: Oslo 2004, 14–15 July 2004")" "$(header "$m" Subject)"
has "and so does the letter" "Oslo 2004 in Oslo, Norway, 14–15 July 2004, is cancelled." "$(text "$m")"
has "with why, as the file has it now" "The hall burned down." "$(text "$m")"
lacks "and nothing that they never heard of" "Bergen" "$(cat "$m")"
has "the calendar object is that of their entry" "DTSTART:20040714T080000Z" "$(calendar ann@able.example)"
has "which has this place" "LOCATION:Oslo\\, Norway" "$(calendar ann@able.example)"
has "and is newer than all that they got" "SEQUENCE:2" "$(calendar ann@able.example)"
has "another one reads the same" "Oslo 2004 in Oslo, Norway, 14–15 July 2004, is cancelled." "$(text "$(mail_to ben@bold.example)")"
has "in their language, too" "Oslo 2004 (14.–15. Juli 2004, Oslo, Norway) ist abgesagt" "$(text "$(mail_to cem@celik.example)")"
m=$(mail_to dot@dash.example)
has "who is no longer invited reads of that, too" "Oslo 2004 in Oslo, Norway, 14–15 July 2004: you are no longer" "$(text "$m")"
has "and their entry goes" "DTSTART:20040714T080000Z" "$(calendar dot@dash.example)"
m=$(mail_to eve@early.example)
has "who was invited since reads of what they know" "Norway 2004 in Bergen, Norway, 14–15 August 2004, is" "$(text "$m")"
has "so does their calendar" "DTSTART:20040814T080000Z" "$(calendar eve@early.example)"

# --- a mail without a calendar object named the new date last ---
rm -rf "$W"
at 2004-06-01T09:00:00Z
workspace
sed -i '/^seats/d; s/^answer-by.*/&\nnotices: {logistics: [21]}/' "$E"
c apply "$E" >/dev/null
c send >/dev/null
reply ann@able.example "Yes, I am coming." | c receive -q
c daily
at 2004-06-05T09:00:00Z
sed -i 's/2004-07-/2004-08-/g' "$E"
c apply --quiet "$E" >/dev/null
at 2004-07-24T09:00:00Z
c daily
has "they read of the date in passing" "14 August 2004" "$(text "$(mail_to ann@able.example)")"
at 2004-07-24T12:00:00Z
sed -i 's/^name:/status: cancelled\n&/' "$E"
c apply "$E" >/dev/null
c send >/dev/null
has "that one is off" "14–15 August 2004, is cancelled." "$(text "$(mail_to ann@able.example)")"
has "and the entry goes that they have" "DTSTART:20040714T080000Z" "$(calendar ann@able.example)"
finish
