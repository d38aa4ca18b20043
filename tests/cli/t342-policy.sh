#!/bin/sh
# By the policy of the event file, whatever cron does: late ones sent, skipped or held; quiet hours of each
# reader; an answer-by that moves; an answer that comes while the run is going.
. "$(dirname "$0")/../workspace.sh"
to() { grep -l "^X-Convoke: oslo $1" "$W"/outbox/*.eml 2>/dev/null | xargs -r sed -n 's/^Delivered-To: //p' | tr -d '\r' | sort | paste -sd' ' -; }
edit() { sed -i "$1" "$W/events/oslo.yaml" && c apply "$W/events/oslo.yaml" >/dev/null; }
begin() { # begin SED-SCRIPT: a workspace with all invited; Cem is in Tokyo
    rm -rf "$W" "$T/serial"
    at 2004-06-01T09:00:00Z
    workspace
    edit "s#zone: Europe/Berlin#zone: Asia/Tokyo#; $1"
    c send >/dev/null
    reply ann@able.example "Yes, I am coming." | c receive -q
    reply ben@bold.example "Yes, I am coming." | c receive -q
}

# --- late ones ---
begin 's/maybes: yes/late: skip/'
at 2004-06-18T10:00:00Z
c daily
is "a late reminder is skipped" "" "$(to reminder)"
at 2004-06-23T06:00:00Z
c daily
is "the next one is not late" "cem@celik.example dot@dash.example" "$(to reminder)"

begin 's/maybes: yes/late: ask/'
at 2004-06-18T10:00:00Z
c daily
is "a late reminder is held" "" "$(to reminder)"
at 2004-06-19T10:00:00Z
c daily
is "until the organizer lets it go" "" "$(to reminder)"
has "which plan says" "it is late, and late ones wait" "$(c plan)"
c release cem >/dev/null
c daily
is "Cem's alone is let go, and Tokyo is awake" "cem@celik.example" "$(to reminder)"
at 2004-06-20T15:00:00Z
c release all >/dev/null
c daily
is "then all" "cem@celik.example dot@dash.example" "$(to reminder)"
begin 's/maybes: yes/late: ask/'
at 2004-06-18T10:00:00Z
c daily
at 2004-06-23T06:00:00Z
c release all >/dev/null
c daily
is "released too late: the next step takes its place, once" "cem@celik.example dot@dash.example" "$(to reminder)"
has "why tells" "the next one is due" "$(c why dot)"
reply dot@dash.example "Yes, I am coming." | c receive -q

begin 's/maybes: yes/late: ask/'
at 2004-06-18T10:00:00Z
c daily
reply dot@dash.example "Yes, I am coming." | c receive -q
c release all >/dev/null
c daily
is "released after the answer: it is no longer owed" "cem@celik.example" "$(to reminder)"

# --- quiet hours are the reader's ---
begin ''
at 2004-06-16T14:30:00Z
c daily
is "half past four in Oslo is night in Tokyo" "dot@dash.example" "$(to reminder)"
at 2004-06-16T21:59:00Z
c daily
is "until seven in Tokyo" "dot@dash.example" "$(to reminder)"
at 2004-06-16T22:00:00Z
c daily
is "and then it leaves, though that is night in Oslo" "cem@celik.example dot@dash.example" "$(to reminder)"
# Cron sleeps until the step of seven days is long due, and wakes in Cem's night.
at 2004-06-24T15:00:00Z
c daily
at 2004-06-28T15:00:00Z
c daily
is "nothing waits for a second night, though the next is due" 3 "$(count_to cem@celik.example)"
at 2004-06-28T22:00:00Z
c daily
is "which has a day of its own" 3 "$(count_to cem@celik.example)"
at 2004-06-29T22:00:00Z
c daily
is "the day after" 4 "$(count_to cem@celik.example)"
# It wakes in Cem's day.
begin ''
at 2004-06-24T15:00:00Z
c daily
at 2004-06-28T08:00:00Z
c daily
is "one waited, the next is due: it takes its place" 2 "$(count_to cem@celik.example)"
has "why tells" "the next one is due" "$(c why cem)"

# Cron sleeps for a week while one waits for the morning in Tokyo.
for late in skip ask; do
    begin "s/days-before: .14, 7, 2., maybes: yes/days-before: [14, 2], late: $late/"
    at 2004-06-16T14:30:00Z
    c daily
    at 2004-06-24T08:00:00Z
    out=$(c daily)
    is "what waited is late then, too: $late" "dot@dash.example" "$(to reminder)"
done
has "which is said" "it is late, and late ones wait" "$(c outbox)"
c release cem >/dev/null
c daily
is "and the organizer lets it go" "cem@celik.example dot@dash.example" "$(to reminder)"

# --- what happens in the night is known in the morning ---
cem_writes() { reply cem@celik.example "$1" | c receive -q; }
overnight() { # overnight COMMAND...: while a reminder waits for Cem's morning
    begin ''
    at 2004-06-16T14:30:00Z
    c daily
    "$@"
    at 2004-06-16T22:00:00Z
    c daily
}
overnight cem_writes "Gibt es dort ein Hotel?"
is "who wrote something that waits for the organizer is not reminded" "dot@dash.example" "$(to reminder)"
has "why tells" "wrote something that waits for your word" "$(c why cem)"
overnight cem_writes "Vielleicht."
is "nor is who said maybe, before the last step" "dot@dash.example" "$(to reminder)"
overnight edit 's/^reminders:.*/reminders: none/'
is "nor anybody whom the event file does not ask to remind any more" "dot@dash.example" "$(to reminder)"

# --- a change of the agenda is no reason to ring at night ---
begin ''
reply cem@celik.example "Ja, ich komme." | c receive -q
reply ann@able.example "Yes, I am coming." | c receive -q
at 2004-06-20T13:00:00Z
edit 's/10:00am, who: ann/11:00am, who: ann/'
at 2004-06-20T14:30:00Z
c daily
is "half past four in Oslo is night in Tokyo" "ann@able.example ben@bold.example" "$(to change)"
has "plan says until when" "not before 2004-06-21 00:00" "$(c plan)"
at 2004-06-20T20:30:00Z
edit 's/11:00am, who: ann/11:30am, who: ann/'
at 2004-06-20T22:10:00Z
c daily
is "in the morning it says something else by now: Ann changed again, and it is night in Oslo" \
    "ann@able.example ben@bold.example cem@celik.example" "$(to change)"
has "Cem hears the newest" "11:30" "$(tr -d '\r' <"$(mail_to cem@celik.example)")"
at 2004-06-21T05:10:00Z
c daily
is "Ann and Ben hear it in their morning" 5 "$(to change | wc -w | tr -d ' ')"

# --- answer-by moves while a reminder waits for the morning ---
begin ''
at 2004-06-15T22:17:00Z
c daily
is "it is morning in Tokyo, and night in Oslo" "cem@celik.example" "$(to reminder)"
edit 's/answer-by: .*/answer-by: 2004-07-10/'
at 2004-06-16T06:17:00Z
c daily
is "there is more time: it does not leave" "cem@celik.example" "$(to reminder)"
at 2004-06-26T06:17:00Z
c daily
c daily
is "when the day has come anew it does, and what came ten days ago still counts" \
    "cem@celik.example dot@dash.example" "$(to reminder)"

# --- the last of forty answers while the run is going: the first mail makes it so ---
begin ''
awk '/^  ann:/ { for (i = 1; i <= 40; i++) printf "  g%02d: {name: Guest %d, address: g%d@many.example}\n", i, i, i } { print }' \
    "$W/events/oslo.yaml" >"$T/many" && mv "$T/many" "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
cat >"$T/relay" <<RELAY
#!/bin/sh
cat >/dev/null
if mkdir "$T/first" 2>/dev/null; then "$B/convoke" -C "$W" receive -q <"$T/answer"; fi
echo "\$1" >>"$T/relayed"
RELAY
chmod +x "$T/relay"
reply dot@dash.example "No, sorry." >"$T/answer"
sed -i "/^\[send\]/,\$d" "$W/convoke.conf"
printf '[send]\nrelay=sendmail:%s %%t\necho=false\n' "$T/relay" >>"$W/convoke.conf"
c settle all sent >/dev/null
at 2004-06-16T08:00:00Z
c remind >/dev/null
is "all but one are reminded" 41 "$(wc -l <"$T/relayed")"
lacks "who has answered meanwhile is not" "dot@dash.example" "$(cat "$T/relayed")"
has "and why knows" "has answered meanwhile" "$(c why dot)"
finish
