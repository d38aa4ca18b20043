#!/bin/sh
# Questions, topics and titles that guests write: lists of their own, and their way into the event file.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
f=$W/events/oslo.yaml

is "no question" "Nothing is open." "$(c questions)"
reply dot@dash.example "Yes, I will come. Is there a train from the airport?" | c receive -q
is "a sure answer is an answer" ACCEPTED "$(partstat dot)"
has "its question is listed" "“Is there a train from the airport?”" "$(c questions)"
has "with who asks" "1  Dot Dash, 2004-06-02" "$(c questions oslo)"
reply dot@dash.example "Is there a train from the airport?" | c receive -q
is "asked twice, listed once" 1 "$(c questions | grep -c '^[0-9]')"
status "a topic it is not" 66 c topics dismiss 1
status "nobody asked that" 66 c questions done 7
status "no number" 64 c questions done it
status "no such verb" 64 c questions drop 1
status "done" 0 c questions done 1
is "is off the list" "Nothing is open." "$(c questions)"
has "why knows" "proposal  question done" "$(c why dot)"

# A sentence that is both is done with by what becomes of it as a topic; what else they ask stays.
rm -rf "$W"
workspace
c send >/dev/null
reply dot@dash.example "Yes, I will come. Could we also discuss BMP?" | c receive -q
reply dot@dash.example "Is there a sauna?" | c receive -q
is "a question that proposes a topic" "could we also discuss bmp" "$(c topics | sed -n 's/^ *“\(.*\)”/\1/p' | tr A-Z a-z)"
has "once it is one" "done: Dot Dash, “Could we also discuss BMP?”" "$(c topics accept 2)"
lacks "is asked no more" "BMP" "$(c questions)"
has "the others are" "Is there a sauna?" "$(c questions)"
rm -rf "$W"
workspace
c send >/dev/null
reply dot@dash.example "Yes, I will come. Is there a train from the airport?" | c receive -q
c questions done 1 >/dev/null

# propose GUEST KIND WORDS: as if a mail of theirs had said so.
propose() {
    sql "INSERT INTO received (identity, received_at, meeting, guest, kind, outcome, meaning, size) VALUES ('<p-$(serial)@x>', 1086163200, 'oslo', '$1', 'reply', 'noted', '{}', 0);
        INSERT INTO proposal (received, meeting, guest, kind, words, at) VALUES (last_insert_rowid(), 'oslo', '$1', '$2', '$3', 1086163200)"
}
propose cem topic 'Zero copy'
propose ben title 'Queues, and what they cost'
propose ann title 'Another title'
propose dot topic 'Zero copy for all'
propose dot topic 'Something dull'
has "topics and titles are listed" "Cem Çelik, 2004-06-02, topic" "$(c topics)"
has "both" "Ben Bold, 2004-06-02, title" "$(c topics)"
cp "$f" "$T/before"
chmod 640 "$f"
status "a topic is accepted" 0 c topics accept 2
has "the patch is shown" "+  zero-copy: {title: Zero copy, from: cem}" "$(cat "$T/out")"
has "it is a new revision" "oslo: revision 2." "$(cat "$T/out")"
is "the file has it, and is else the same" "topics:
  zero-copy: {title: Zero copy, from: cem}" "$(diff "$T/before" "$f" | sed -n 's/^> //p' | grep .)"
is "nothing is gone from it" "" "$(diff "$T/before" "$f" | grep '^<')"
is "its permissions stay" 640 "$(stat -c %a "$f")"
is "the same file applied again is nothing new" "oslo: nothing changed since revision 2." "$(c apply "$f")"
status "it is off the list" 66 c topics accept 2
status "a title goes to the talk without one" 0 c topics accept 3
has "as a patch" '+    - {at: 10:00am, who: ben, title: "Queues, and what they cost"}' "$(cat "$T/out")"
has "of the line that goes" "-    - {at: 10:00am, who: ben, titles: undecided}" "$(cat "$T/out")"
has "apply says what changed" "Queues, and what they cost" "$(c check "$f"; cat "$T/out")"
status "who has no talk without a title" 64 c topics accept 4
has "is told" "has no talk without a title" "$(cat "$T/err")"
status "a topic has no session" 64 c topics accept 5 --session x
status "an id that was used" 64 c topics accept 5 --id zero-copy
cp "$f" "$T/before"
echo "seats-to-come: 3" >>"$f"
status "a file with errors is left alone" 66 c topics accept 5
cp "$T/before" "$f"
sed -i 's/^seats: 10/seats: 12/' "$f"
cp "$f" "$T/before"
status "so is one with changes that were not applied" 73 c topics accept 5
has "which it says" "not applied yet" "$(cat "$T/err")"
ok "not a byte is touched" cmp "$f" "$T/before"
c apply "$f" >/dev/null
mkdir "$T/elsewhere"
mv "$f" "$T/elsewhere/o.yaml"
ln -s "$T/elsewhere/o.yaml" "$T/link.yaml"
status "no file" 66 c topics accept 5
status "one elsewhere, through a link" 0 c topics accept 5 --file "$T/link.yaml" --id for-all
ok "the link is still one" test -L "$T/link.yaml"
has "the file has it" "for-all: {title: Zero copy for all, from: dot}" "$(cat "$T/elsewhere/o.yaml")"
sed -i 's/^topics:.*/topics: {x: y}/; /^  zero-copy:/d; /^  for-all:/d' "$T/elsewhere/o.yaml"
c apply "$T/elsewhere/o.yaml" >/dev/null
status "a layout for hands" 73 c topics accept 6 --file "$T/link.yaml"
status "dismissed" 0 c topics dismiss 6
is "one is left" 1 "$(c topics | grep -c '^[0-9]')"

# From an address that turned out to be theirs.
FROM=cem@phone.example reply cem@celik.example "Yes, I will come. Is there a sauna?" | c receive -q
lacks "what somebody else may have asked is nobody's question" "sauna" "$(c questions)"
c review "$(sql "SELECT max(id) FROM review")" yes --remember >/dev/null
has "unless the organizer knows that it is them" "Is there a sauna?" "$(c questions)"
FROM=cem@phone.example reply cem@celik.example "Yes, I will come. Is there parking at the hotel? I would like to propose a topic: TCP offload." | c receive -q
has "a guest may ask from wherever they write" "Is there parking at the hotel?" "$(c questions)"
has "and propose" "propose a topic" "$(c topics)"
FROM=dot@phone.example reply dot@dash.example "My title: Slow paths" | c receive -q
c review "$(sql "SELECT max(id) FROM review")" dismiss --remember >/dev/null
has "what is no answer may be a title" "“Slow paths”" "$(c topics)"
FROM=dot@pad.example reply dot@dash.example "May I bring my dog?" | c receive -q
FROM=dot@pad.example reply dot@dash.example "And is there a garden?" | c receive -q
n=$(sql "SELECT max(id) FROM review")
c review $((n - 1)) dismiss >/dev/null
lacks "what is dismissed alone is nobody's" "dog" "$(c questions)"
c review "$n" yes >/dev/null
lacks "nor does a decision say who asked" "garden" "$(c questions)"
reply dot@dash.example "Is there a lift?" | sed '/^In-Reply-To/d; s/^To: .*/To: meet@host.example/' | c receive -q
lacks "a name alone asks nothing" "lift" "$(c questions)"
c review "$(sql "SELECT max(id) FROM review")" maybe >/dev/null
has "but when the organizer takes it for theirs" "Is there a lift?" "$(c questions)"
reply dot@dash.example "Is there a bar?" | sed '/^In-Reply-To/d; s/^To: .*/To: meet@host.example/' | c receive -q
printf 'From: olga@host.example\nTo: meet+%s@host.example\nSubject: Re\nMessage-ID: <bar@h.example>\nDate: %s\n\n%s maybe\n' \
    "$(sql 'SELECT organizer_token FROM meeting')" "$(stamp)" "$(sql "SELECT max(id) FROM review")" | c receive -q
has "as they say by mail" "Is there a bar?" "$(c questions)"
reply ben@bold.example "Is there a pier?" | c receive -q
has "a rebuild says so, too" "all is as it was" "$(c rebuild)"
finish
