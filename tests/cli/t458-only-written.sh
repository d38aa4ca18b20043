#!/bin/sh
# Mail that was only written to files has not left once there is a relay: nothing follows from it, and it waits for the
# organizer to say what is to become of it.
. "$(dirname "$0")/../workspace.sh"
cat >"$T/relay" <<'END'
#!/bin/sh
tee -a "${0%/*}/letters" | sed -n 's/^X-Convoke: oslo //p' | tr -d '\r' | sed "s/^/$1 /" >>"${0%/*}/taken"
END
chmod +x "$T/relay"
earnest() { sed -i "s|^#*relay=.*|relay=sendmail:$T/relay %t|" "$W/convoke.conf"; }
taken() { sort "$T/taken" 2>/dev/null | paste -sd, -; }
states() { sqlite3 "$W/convoke.sqlite" "SELECT kind || ' ' || state FROM outbox WHERE person = '$1' ORDER BY id" | paste -sd, -; }
line() { tr -s ' \n' ' '; }

# --- tried out, then in earnest ---

workspace
c send >/dev/null
is "while files are all there is, they count as sent" "invitation sent" "$(states ann)"
at 2004-06-16T10:00:00Z
has "so that reminders can be tried out" "would send reminder" "$(c remind -n)"
earnest
has "status tells who was only written to a file" "Only written to a file, before a relay was named (convoke settle)" "$(c status)"
has "and what is to be done" "oslo: 4 mails were only written to files before a relay was named" "$(c status)"
lacks "the plan has no reminder of what never left" "reminder" "$(c plan)"
has "and tells, too" "\`convoke settle oslo all again\`" "$(c plan)"
lacks "neither has a dry run" "reminder" "$(c remind -n)"
lacks "of cron's, too" "reminder" "$(c daily -n)"
is "which changes nothing" "invitation sent" "$(states ann)"
lacks "a rehearsal goes on as if that were said" "Wed 2004-06-16 12:00 reminder" "$(c rehearse | line)"
has "so that they are invited first" "Wed 2004-06-16 12:00 invitation Ann Able, Ben Bold, Cem Çelik, Dot Dash" "$(c rehearse | line)"
daily=$(c daily)
is "cron sends guests nothing" "olga@host.example digest" "$(taken)"
has "but says why" "4 mails were only written to files before a relay was named, and wait for your word" "$daily"
has "with both ways out" "\`convoke settle oslo all sent\` where they have reached the guests by another way" "$(echo "$daily" | line)"
has "remind says so" "4 mails were only written" "$(c remind)"
has "send says so" "4 mails were only written" "$(c send)"
lacks "in one line" "held until you release" "$(c send)"
has "status does still" "Only written to a file" "$(c status)"
lacks "and calls nobody invited" "Owe an answer" "$(c status)"
is "nothing is sent to them without a word" "olga@host.example digest" "$(taken)"
is "they wait" "invitation held" "$(states ann)"
has "the history tells" "it was only written to a file, before a relay was named" "$(c why ann | line)"
has "when it was that it was held" "2004-06-16 12:00 decided held invitation" "$(c why ann | line)"
has "and the digest counts them" "Mails that wait for your word: 4." "$(sed -n '/X-Convoke: oslo digest/,$p' "$T/letters" | line)"
sed -i 's/^location: .*/location: Bergen/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
at 2004-06-17T10:00:00Z
c daily >/dev/null
lacks "nobody hears of a change of what they never heard of" "change" "$(taken)"
status "the organizer has them sent" 0 c settle oslo all again
c send >/dev/null
is "which is the first that guests hear" 4 "$(grep -c ' invitation$' "$T/taken")"
lacks "all has left then" "only written" "$(c send; c daily; c plan; c status)"
lacks "once" "reminder" "$(taken)"
at 2004-06-23T10:00:00Z
c daily >/dev/null
has "reminders follow from it" "ann@able.example reminder" "$(taken)"
is "nobody was invited twice" 4 "$(grep -c ' invitation$' "$T/taken")"

# --- mailed by hand ---

rm -rf "$W" "$T/state" "$T/taken"
at 2004-06-01T09:00:00Z
workspace
c send >/dev/null
reply ben@bold.example "Yes, I will come." | c receive -q
earnest
at 2004-06-16T10:00:00Z
c daily >/dev/null
is "who has answered had their invitation, and not what answers it" "invitation sent,echo held" "$(states ben)"
is "of the others nobody knows" "invitation held" "$(states ann)"
status "the organizer mailed the files by hand" 0 c settle all sent -b "mailed by hand"
has "which is said" "mailed by hand" "$(c why ann)"
lacks "nothing is left to say" "only written" "$(c status; c send -n; c daily -n)"
c daily >/dev/null
has "reminders follow" "ann@able.example reminder" "$(taken)"
lacks "and no invitation" "invitation" "$(taken)"

# --- one by one ---

rm -rf "$W" "$T/state" "$T/taken"
at 2004-06-01T09:00:00Z
workspace
c send >/dev/null
earnest
status "it can be said at once" 0 c settle ann sent
status "of one and of another" 0 c settle cem again
at 2004-06-16T10:00:00Z
c daily >/dev/null
has "who had it is reminded" "ann@able.example reminder" "$(taken)"
has "who is to have it gets it" "cem@celik.example invitation" "$(taken)"
is "the others wait" "invitation held" "$(states ben)"
c release ben >/dev/null
c send >/dev/null
has "or are released, which sends it, too" "ben@bold.example invitation" "$(taken)"
is "as sent from now on" "2004-06-16 10:00" "$(sqlite3 "$W/convoke.sqlite" "SELECT strftime('%Y-%m-%d %H:%M', ended_at, 'unixepoch') FROM outbox WHERE person = 'ben'")"
c drop dot -b "knows already" >/dev/null
c send >/dev/null
lacks "or are dropped" "dot@" "$(taken)"
lacks "and nothing is left" "only written" "$(c status)"
finish
