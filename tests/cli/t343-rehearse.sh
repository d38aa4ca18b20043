#!/bin/sh
# rehearse: the whole life of a meeting by a virtual clock, printed, and nothing changed. REGEN=1 writes the
# golden files anew; read the difference before you commit it.
. "$(dirname "$0")/../workspace.sh"
workspace

golden() { # golden NAME FILE COMMAND...
    name=$1 want=$ROOT/tests/rehearse/$2
    shift 2
    "$@" >"$T/out" 2>&1
    [ -z "${REGEN:-}" ] || cp "$T/out" "$want"
    is "$name" "$(cat "$want")" "$(cat "$T/out")"
}
state() { sqlite3 "$W/convoke.sqlite" .dump | sha256sum; }

before=$(state)
golden "whoever is silent stays silent" silent.txt c rehearse
golden "some answer" answers.txt c rehearse --assume yes --assume ben=no --assume dot=maybe@2004-06-20
golden "one is silent among those who answer" json.txt c rehearse --json --assume yes --assume ann=silent --until 2004-06-17
has "it says that the silent stay so" "Assumed: whoever has not answered stays silent." "$(cat "$ROOT/tests/rehearse/silent.txt")"
has "or what they say, and when" "Assumed: Ben Bold says no; Dot Dash says maybe on 2004-06-20; whoever else has not answered says yes; a day after they were invited, where no day is named." \
    "$(tr -s '\n ' ' ' <"$ROOT/tests/rehearse/answers.txt")"
has "the last word about somebody counts" "Assumed: Ben Bold stays silent; whoever else has not answered says no; a day" "$(c rehearse -a ben=yes -a no -a ben=silent -a yes -u 2004-06-02 | tr -s '\n ' ' ')"
is "no line is wider than a terminal" "" "$(cat "$ROOT"/tests/rehearse/*.txt | grep -v '^ *"' | awk 'length($0) > 80')"
is "nothing was changed" "$before" "$(state)"
ok "nothing was sent" test ! -e "$W/outbox"

# What is rehearsed is what happens.
hours() { # what daily does in the rehearsed hours, day by day
    c send
    for day in 01 02 15 16 17 22 23 24 27 28 29; do
        for hour in 00 11 21; do
            at "2004-06-${day}T$hour:30:00Z"
            c daily
        done
    done
}
golden "the silent, for programs" silent.json c rehearse --json
kinds=$(sed -n 's/^ *"kind": "\(.*\)",/\1/p' "$ROOT/tests/rehearse/silent.json" | sort | uniq -c)
hours >/dev/null
is "as many of each kind" "$kinds" "$(sed -n 's/^X-Convoke: oslo \([a-z]*\).*/\1/p' "$W"/outbox/*.eml | sort | uniq -c)"

# Changes that have not settled yet, and what was answered, are part of what will be.
at 2004-06-29T12:00:00Z
reply ann@able.example "Yes, I am coming." | c receive -q
sed -i 's/10:00am, who: ann/11:00am, who: ann/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
out=$(c rehearse)
has "the change" "change        Ann Able" "$out"
has "an hour later, to whom it concerns, and why" "their own part changed: session queues" "$(echo "$out" | tr -s ' \n' ' ')"
is "it is still to be told" 1 "$(c plan | grep -c ' change ')"

# What is owed to who is no guest any more leaves with the invitations, as `convoke send` has it.
sed -i '/^  cem/d' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
has "who was taken from the guests hears of it" "withdrawal    Cem Çelik" "$(c rehearse --until 2004-06-30)"
sed -i '/^name/a status: cancelled' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
out=$(c rehearse --until 2004-06-30)
has "so it is in a meeting that was called off" "withdrawal    Cem Çelik" "$out"
has "of which the others hear" "cancellation  " "$out"

status "no such person" 66 c rehearse --assume nobody=yes
status "no such answer" 64 c rehearse --assume perhaps
has "the words are told" "yes, no, maybe, silent" "$(cat "$T/err")"
status "a date without a person" 64 c rehearse --assume yes@2004-06-20
status "a day that is past" 64 c rehearse --assume ann=no@2004-01-01
has "which is said" "rehearse: --assume: 2004-01-01 is past" "$(cat "$T/err")"
status "nor does it end before it begins" 64 c rehearse --until 2004-01-01
status "today is not past" 0 c rehearse --assume ann=no@$(date -u +%Y-%m-%d -d "$CONVOKE_NOW")
status "no such date" 64 c rehearse --until tomorrow
has "how to write one" "2004-07-14" "$(cat "$T/err")"

# Mail that waits for the organizer's word has a day, too.
mails() { c rehearse --until 2004-06-30 | sed -n 's/^\([0-9]* mails*\)\.$/\1/p'; }
all=$(mails)
lacks "nothing waits" "As if you released" "$(c rehearse --until 2004-06-30)"
c hold all >/dev/null
is "what is held is rehearsed as if it were not" "$all" "$(mails)"
has "and said to be" "As if you released all mail" "$(c rehearse --until 2004-06-30)"
c release all >/dev/null
sed -i 's/^#*approve=.*/approve=true/' "$W/convoke.conf"
is "so is what would wait for approval" "$all" "$(mails)"
has "which is said, too" "As if you released all mail" "$(c rehearse --until 2004-06-30)"
is "nothing is released by that" 0 "$(c outbox | grep -c release)"
finish
