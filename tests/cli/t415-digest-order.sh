#!/bin/sh
# Each digest tells of what came behind the one before it, by the order of rows: nothing is missed, nor told twice.
. "$(dirname "$0")/../workspace.sh"
leaves_by() { sed -i "s|^#*relay=.*|relay=$1|" "$W/convoke.conf"; }
# A relay that keeps mail in the outbox folder as before, but for a person's, with which it does WHAT.
relay() { # PERSON WHAT
    printf '#!/bin/sh\n[ "$1" != %s ] || { cat >/dev/null; %s; }\n{ printf "Delivered-To: %%s\\n\\n" "$1"; cat; } >"%s/outbox/$$.eml"\n' "$1" "$2" "$W" >"$T/relay"
    chmod +x "$T/relay"
    leaves_by "sendmail:$T/relay %t"
}
digests() { sqlite3 "$W/convoke.sqlite" "SELECT group_concat(state, ' ') FROM (SELECT state FROM outbox WHERE kind = 'digest' ORDER BY id)"; }
digest() { "$ROOT/tests/helper/read-mail" --text "$(mail_to olga@host.example)" | sed -n '/^Dear/,$p'; }
says() { reply "$1@$2.example" "$3" | c receive -q; }
daily() { # on DAY, and what the newest digest tells as new
    at "2004-06-$1T08:00:00Z"
    c daily >/dev/null 2>&1
    told
}
# The names in its list of new answers.
told() {
    "$ROOT/tests/helper/read-mail" --text "$(mail_to olga@host.example)" |
        awk '/^New answers:/ { on = 1; next } /^[^ ]/ { on = 0 } on && /^  -  / { print $2 }' | paste -sd' ' -
}
anew() {
    rm -rf "$W"
    at 2004-06-01T09:00:00Z
    workspace
    c send >/dev/null
    at 2004-06-02T08:00:00Z
    says ann able "Yes, I am coming."
}

# In the second in which a digest is made.
anew
is "a digest" "Ann" "$(daily 02)"
says ben bold "No, sorry."
is "what comes right behind it, in the same second, is for the next one" "Ben" "$(daily 03)"
is "and then told" 2 "$(daily 04 >/dev/null; count_to olga@host.example)"

# So is mail that fails then, and nothing that failed before is told again.
anew
relay ben@bold.example 'exit 69'
daily 02 >/dev/null
says ben bold "Sounds good, but let me see."
c send >/dev/null 2>&1
daily 03 >/dev/null
has "mail that fails right behind it" "These mails failed" "$(digest)"
says cem celik "Ja, ich komme."
is "the next one" "Cem" "$(daily 04)"
lacks "tells it no more" "These mails failed" "$(digest)"

# A message is read for a while before it is written down: its second may be one of before the digest.
anew
daily 02 >/dev/null
at 2004-06-02T07:59:50Z
says ben bold "No, sorry."
is "what was written down late" "Ben" "$(daily 03)"

# All that follows from messages is made anew, and stands where it stood.
anew
daily 02 >/dev/null
says ben bold "No, sorry."
c rebuild >/dev/null
is "after rebuild" "Ben" "$(daily 03)"
c rebuild --reread >/dev/null
is "nothing comes again" "sent sent" "$(daily 04 >/dev/null; digests)"

# What a digest was to tell is told by the next one if it never arrived.
anew
relay olga@host.example 'exit 69'
daily 02 >/dev/null 2>&1
relay nobody 'exit 69'
says ben bold "No, sorry."
is "after one that was refused" "Ann Ben" "$(daily 03)"
anew
c hold digest >/dev/null
at 2004-06-02T08:30:00Z
c daily >/dev/null
c drop all --because 'not now' >/dev/null
c release digest >/dev/null
at 2004-06-03T08:00:00Z
is "one that was dropped brings no other by itself" "dropped" "$(c daily >/dev/null; digests)"
says ben bold "No, sorry."
is "after it" "Ann Ben" "$(daily 04)"
anew
relay olga@host.example 'kill -9 $$'
at 2004-06-02T08:00:00Z
c daily >/dev/null 2>&1
c settle digest failed >/dev/null
relay nobody 'exit 69'
says ben bold "No, sorry."
is "after one that did not arrive, as the organizer knows" "Ann Ben" "$(daily 03)"

# One that waits tells of all until it leaves; no other one is made meanwhile.
anew
relay olga@host.example 'case $CONVOKE_NOW in *-0[234]T08:00*) exit 75 ;; esac; exit 0'
for day in 02 03 04; do
    at "2004-06-${day}T08:00:00Z"
    c daily >/dev/null 2>&1
    [ $day != 03 ] || says ben bold "No, sorry."
done
is "one waits" "queued" "$(digests)"
relay nobody 'exit 69'
is "and tells all" "Ann Ben" "$(daily 05)"
is "once" "sent" "$(daily 06 >/dev/null; digests)"

# A copy that took over, and one whose guest was forgotten.
anew
daily 02 >/dev/null
says ben bold "No, sorry."
sed -i '/^  ann:/d; s/who: ann, title: Queues/what: Coffee/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
c forget --yes ann >/dev/null
c backup "$T/copy.sqlite" >/dev/null
cp "$T/copy.sqlite" "$W/convoke.sqlite"
rm -f "$W"/convoke.sqlite-*
c takeover --yes >/dev/null 2>&1
is "go on where they were" "Ben" "$(daily 03)"
finish
