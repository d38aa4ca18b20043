#!/bin/sh
# Mails that should not go out like this, because of the organizer's own template: they are held with the remedy,
# and hold up no other.
. "$(dirname "$0")/../workspace.sh"
workspace
to() { grep -l "^X-Convoke: oslo $1" "$W"/outbox/*.eml 2>/dev/null | xargs -r sed -n 's/^Delivered-To: //p' | tr -d '\r' | sort | paste -sd' ' -; }

# It does not say how to answer, in English; Cem reads German.
mkdir -p "$W/templates/en"
printf 'Subject: Oslo\n\nCome!\n' >"$W/templates/en/invitation.txt"
: >"$W/templates/en/invitation.html"
out=$(c send)
is "only those go that are good" "cem@celik.example" "$(to invitation)"
has "send names each that is held" "held     invitation   ann@able.example: it breaks the rule" "$out"
has "with the template" "mend templates/en/invitation.txt" "$out"
has "and what to do then" "then release it" "$out"
has "and how many" "3 held until you release them: convoke outbox." "$out"
outbox=$(c outbox | tr -s ' \n' '  ')
is "in 80 columns" "" "$(c outbox | grep -E '.{81}')"
has "the outbox says it, too" "look at it by \`convoke show oslo ann invitation --check\`" "$outbox"
status "which says the same" 65 c show oslo ann invitation --check
c send >/dev/null
is "they stay there" "cem@celik.example" "$(to invitation)"

# Mended for one, and let go as it is for another.
c release ann >/dev/null
c send >/dev/null
is "whom the organizer lets go has it as it is" "ann@able.example cem@celik.example" "$(to invitation)"
rm -r "$W/templates/en"
c release all >/dev/null
c send >/dev/null
is "what is mended goes" "ann@able.example ben@bold.example cem@celik.example dot@dash.example" "$(to invitation)"

# Cron's line says so, and what the organizer gets is not held back.
at 2004-06-16T08:00:00Z
mkdir -p "$W/templates/en"
printf 'Subject: Oslo\n\nAnswer!\n' >"$W/templates/en/reminder.txt"
: >"$W/templates/en/reminder.html"
has "daily says it in a line" "3 held, since they should not go out as they are: convoke outbox." "$(c daily)"
is "the good ones left" "cem@celik.example" "$(to reminder)"

# Where the words are ours, no file of the organizer's can be mended: it may be made.
rm -rf "$W/templates/en"
sed -i 's/^  dot:/  eve: Eve Early <eve@early.example>\n&/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
token=$(sqlite3 "$W/convoke.sqlite" "SELECT token FROM invitation WHERE guest = 'eve'")
sed -i "s|^location:.*|&\\nabout: Vote on https://poll.example/$token|" "$W/events/oslo.yaml"
c apply -q "$W/events/oslo.yaml" >/dev/null
out=$(c send | tr -s ' \n' ' ')
has "what is held, of ours" "invitation eve@early.example: it breaks the rule letter: a link that answers when a scanner opens it;" "$out"
has "is mended where its words come from" "mend what it says of convoke.conf or the event file, or make templates/en/invitation.txt and .html of your own" "$out"
has "and let go as before" "\`convoke show oslo eve invitation --check\`, then release it" "$out"
sed -i '/^about:/d' "$W/events/oslo.yaml"
c apply -q "$W/events/oslo.yaml" >/dev/null

# What a guest wrote is quoted, whatever it looks like.
reply ben@bold.example "I saw the mail; <img src=x> and url( are in http://www.x.example/a.php?src=7 I think." | c receive -q
c send >/dev/null
is "a guest's words hold nothing back" "ben@bold.example" "$(to question)"
finish
