#!/bin/sh
# The meeting moves: an answer to the old dates is none to the new ones, once the guest was told of them.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
c send >/dev/null
ANN=ann@able.example BEN=ben@bold.example CEM=cem@celik.example DOT=dot@dash.example
# to KIND ADDRESS TEXT: their answer to the newest mail of that kind, on standard output
to() {
    m=$(for f in $(grep -l "^X-Convoke: oslo $1" $(grep -l "^Delivered-To: $2" "$W"/outbox/*.eml)); do
        printf '%s %s\n' "$(date -d "$(header "$f" Date)" +%s)" "$f"
    done | sort -n | tail -n 1 | cut -d ' ' -f 2)
    printf 'From: %s\nTo: %s\nSubject: Re: %s\nMessage-ID: <%s.%s@client.example>\nIn-Reply-To: %s\nDate: %s\nContent-Type: text/plain; charset=utf-8\n\n%s\n' \
        "$2" "$(header "$m" Reply-To)" "$(header "$m" Subject)" "$$-$(serial)" "$2" "$(header "$m" Message-ID)" "$(stamp)" "$3"
}
waits() { c review | grep -c "$1"; }
body() {
    python3 -c '
import email, email.policy, sys
mail = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
print(mail.get_body(("plain",)).get_content())' <"$1"
}
at 2004-06-02T08:00:00Z
reply "$DOT" "Yes, I will come." | c receive -q

# A new name, or another place, makes no answer old.
sed -i 's/Norway/Sweden/; s/^name: Oslo 2004/name: Oslo in July/' "$E"
c apply "$E" >/dev/null
at 2004-06-02T12:00:00Z
c daily
press "$ANN" TENTATIVE 20040602T113000Z | c receive -q
is "the button of the entry with the old place" "TENTATIVE 0" "$(partstat ann) $(waits "Ann Able")"

sed -i 's/2004-07-14/2004-07-21/; s/2004-07-15/2004-07-22/; s/2004-07-14/2004-07-21/; s/2004-07-15/2004-07-22/' "$E"
c apply "$E" >/dev/null
at 2004-06-02T12:10:00Z
reply "$BEN" "Maybe, I am not sure yet." | c receive -q
is "before they are told, an answer is one" "TENTATIVE 0" "$(partstat ben) $(waits "Ben Bold")"
at 2004-06-03T08:00:00Z
c daily
at 2004-06-03T09:00:00Z
press "$ANN" ACCEPTED 20040603T085500Z | c receive -q
is "the button of the old entry" "TENTATIVE 1" "$(partstat ann) $(waits "Ann Able")"
reply "$BEN" "Yes, 14-15 July suits me, I will come." | c receive -q
is "words to the old mail" "TENTATIVE 1" "$(partstat ben) $(waits "Ben Bold")"
has "the organizer reads why" "answers mail with dates that have moved since" "$(c review)"
has "and the guess" "perhaps: yes" "$(c review)"
reply "$CEM" "Ich kann leider nicht kommen." | c receive -q
is "a no, too" "NEEDS-ACTION 1" "$(partstat cem) $(waits Cem)"
reply "$DOT" "Yes, I will come." | c receive -q
is "who says the same again changes nothing" "ACCEPTED 0" "$(partstat dot) $(waits "Dot Dash")"
c daily
m=$(mail_to "$BEN")
is "they are asked" "oslo question" "$(header "$m" X-Convoke)"
has "with what they answered" "still had other dates" "$(body "$m" | tr -s "\n " "  ")"
has "and the new ones" "21–22 July 2004" "$(body "$m")"
has "in their language" "21.–22. Juli 2004" "$(body "$(mail_to "$CEM")")"
to question "$BEN" "Yes, I will come." | c receive -q
is "and what they answer counts" ACCEPTED "$(partstat ben)"
to change "$CEM" "Ja, ich komme." | c receive -q
is "as what they say to the mail with the new dates does" ACCEPTED "$(partstat cem)"
press "$ANN" ACCEPTED 20040603T090500Z | sed 's/^SEQUENCE:0/SEQUENCE:2/' | c receive -q
is "and the button of the new entry" ACCEPTED "$(partstat ann)"
finish
