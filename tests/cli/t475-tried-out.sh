#!/bin/sh
# A meeting is tried out with files, and then sent in earnest: nobody is called off who was never asked.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
cp "$E" "$T/whole"
cat >"$T/relay" <<'END'
#!/bin/sh
sed -n 's/^X-Convoke: oslo //p' | tr -d '\r' | sed "s/^/$1 /" >>"${0%/*}/taken"
END
chmod +x "$T/relay"
earnest() {
    sed -i "s|^#*relay=.*|relay=sendmail:$T/relay %t|" "$W/convoke.conf"
    c settle all again >/dev/null
    c send >/dev/null
}
taken() { sort "$T/taken" 2>/dev/null | paste -sd, -; }
states() { sqlite3 "$W/convoke.sqlite" "SELECT kind || ' ' || state || ' ' || words FROM outbox WHERE person = '$1' ORDER BY id"; }

c send >/dev/null
sed -i '/^  ben:/d; /who: ben/d; /^  2004-07-15:/d; /^  dot:/d' "$E"
at 2004-06-02T09:00:00Z
c apply "$E" >/dev/null
c send >/dev/null
is "in the draft, two were invited and struck" 2 "$(grep -l '^X-Convoke: oslo withdrawal' "$W"/outbox/*.eml | wc -l)"
at 2004-06-03T09:00:00Z
earnest
is "in earnest, the others are invited, and that is all" "ann@able.example invitation,cem@celik.example invitation" "$(taken)"
is "which is said" "invitation dropped is no longer a guest
withdrawal dropped no invitation of theirs has left" "$(states ben)"
has "nothing more is owed" "Nothing is owed" "$(c plan)"
cp "$T/whole" "$E"
c apply "$E" >/dev/null
c send >/dev/null
is "who is put back is invited" "ben@bold.example invitation,dot@dash.example invitation" "$(grep '^[bd]' "$T/taken" | sort | paste -sd, -)"

rm -rf "$W" "$T/state" "$T/taken"
at 2004-06-01T09:00:00Z
workspace
c send >/dev/null
sed -i 's/^name:/status: cancelled\n&/' "$E"
c apply "$E" >/dev/null
c send >/dev/null
is "the draft was cancelled, too" 4 "$(grep -l '^X-Convoke: oslo cancellation' "$W"/outbox/*.eml | wc -l)"
earnest
is "in earnest nobody hears of it" "" "$(taken)"
has "nor is it owed" "Nothing is owed" "$(c plan)"
sed -i '/^status/d' "$E"
c apply "$E" >/dev/null
c send >/dev/null
is "when it takes place all are invited" 4 "$(grep -c ' invitation$' "$T/taken")"

# Answers of the organizer's own are left behind with the workspace, as the README has it.
reply ann@able.example "Yes, I will come." | c receive -q
is "an answer that was tried out" ACCEPTED "$(partstat ann)"
(cd "$W" && convoke init --address meet@host.example "$T/summit" >/dev/null && cp -r convoke.conf events templates "$T/summit")
rm -f "$T/taken"
W=$T/summit
c apply "$W/events/oslo.yaml" >/dev/null
has "counts nowhere else" "0 yes, 0 maybe, 0 no, 4 without an answer" "$(c status)"
c send >/dev/null
is "all are invited, in earnest" 4 "$(grep -c ' invitation$' "$T/taken")"
W=$T/w

# Who said that they come hears of it all the same, for a reason that is true.
rm -rf "$W" "$T/state"
at 2004-06-01T09:00:00Z
workspace
c answer ann yes -b phone >/dev/null
sed -i 's/^name:/status: cancelled\n&/' "$E"
c apply "$E" >/dev/null
has "the reason" "comes or may come, and the meeting is cancelled" "$(c plan | tr -s '\n ' ' ')"
finish
