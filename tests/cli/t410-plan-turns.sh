#!/bin/sh
# What is owed and will not leave at once is foreseen: where an address has had its share of a day, and where another
# meeting reminds the same person today.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
plan() { c plan "$@" | tr -s ' \n' ' '; }

# --- what arriving mail causes ---
sed -i 's/^seats: 10/seats: 1/' "$E"
c apply "$E" >/dev/null
c send >/dev/null
printf '\n[send]\nanswers-a-day=1\n' >>"$W/convoke.conf"
c answer ben yes --because phone >/dev/null
at 2004-06-02T08:00:00Z
reply ann@able.example "Yes, I am coming." | c receive -q
is "the echo is all that Ann gets in a day" 2 "$(count_to ann@able.example)"
at 2004-06-02T09:00:00Z
c answer ben no --because phone >/dev/null
has "plan knows that word of her seat waits" \
    "promoted Ann Able not before 2004-06-03 10:00; there is a seat for them now, and it is their turn; one address gets no more than 1 such mail in 24 hours" "$(plan)"
has "so does a dry run" "promoted Ann Able: not before 2004-06-03 10:00; there is a seat for them now" "$(c send --dry-run | tr -s ' ')"
is "neither changes anything" 0 "$(sqlite3 "$W/convoke.sqlite" "SELECT count(*) FROM outbox WHERE kind = 'promoted'")"
c send >/dev/null
has "and so it is queued" "promoted Ann Able not before 2004-06-03 10:00; there is a seat for them now" "$(plan)"
at 2004-06-03T08:00:00Z
c daily
has "until it leaves" "Good news" "$(cat "$(mail_to ann@able.example)")"

# --- reminders of two meetings ---
rm -rf "$W"
at 2004-06-01T09:00:00Z
workspace
sed -i "s/^seats: 10/notices: {quiet: none}/" "$E"
c apply "$E" >/dev/null
sed 's/^meeting: oslo/meeting: rome/; s/^name: Oslo/name: Rome/; s/^answer-by: .*/answer-by: 2004-06-29/; s/days-before: \[14/days-before: [13/' "$E" >"$W/events/rome.yaml"
c apply "$W/events/rome.yaml" >/dev/null
c send oslo >/dev/null
c send rome >/dev/null
at 2004-06-16T10:00:00Z
out=$(c remind --dry-run | tr -s ' ')
has "the one that asks for answers earlier goes first" "would send reminder Ann Able: has not answered, and it is 13 days" "$out"
has "the other waits for another day" "would send reminder Ann Able: not before 2004-06-17 00:00; has not answered, and it is 14 days or less to the answer-by date; rome reminds them on 2004-06-16" "$out"
is "all but one of each are put off" 4 "$(echo "$out" | grep -c 'not before')"
has "daily says the same" "not before 2004-06-17 00:00" "$(c daily --dry-run | tr -s ' ')"
lacks "of one meeting alone nothing is in the way" "not before" "$(c remind --dry-run oslo)"
c remind >/dev/null
is "and so it happens" 4 "$(grep -l '^X-Convoke: [a-z]* reminder' "$W"/outbox/*.eml | wc -l | tr -d ' ')"
finish
