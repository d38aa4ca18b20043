#!/bin/sh
# Where a word may be about something else, our mail asks for a sentence: the question about a foreign address, and the
# news that no more mail comes.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
# back ADDRESS WORDS: what would become of their reply to the newest mail that they have.
back() {
    reply "$1" "$2" | sed "s/^In-Reply-To: .*/In-Reply-To: $(header "$(mail_to "$1")" Message-ID)/"
}
text() { python3 -c '
import email, email.policy, sys
m = email.message_from_file(sys.stdin, policy=email.policy.default)
print(*m.get_body(("plain",)).get_content().split())' <"$1"; }

FROM=eve@evil.example reply ann@able.example "Sorry, I cannot come." | c receive -q
question=$(text "$(mail_to ann@able.example)")
has "the guest hears of the address" "came from eve@evil.example" "$question"
has "and is asked for a sentence" "A sentence from the address that this mail went to is enough" "$question"
lacks "since a word may be about the address" "No, sorry" "$question"
has "the example counts" "(no)" "$(back ann@able.example "No, I cannot come." | c receive -n)"
has "and so does the other" "(maybe)" "$(back ann@able.example "Maybe; I will know next week." | c receive -n)"

reply dot@dash.example "" | sed 's/^To: meet+\([a-z0-9]*\)/To: meet+\1-unsubscribe/; s/^Subject: .*/Subject: unsubscribe/' | c receive -q
bye=$(mail_to dot@dash.example)
has "no more mail" "oslo unsubscribed" "$(header "$bye" X-Convoke)"
has "but for a sentence" "I will come" "$(text "$bye")"
n=$(count_to dot@dash.example)
for words in Thanks "No!" Yes; do
    has "waits: $words" "review" "$(back dot@dash.example "$words" | c receive)"
done
is "and nothing more comes" "$n" "$(count_to dot@dash.example)"
back dot@dash.example "Yes, I will come." | c receive -q
is "a sentence is an answer" ACCEPTED "$(partstat dot)"
is "which ends the silence" $((n + 1)) "$(count_to dot@dash.example)"
finish
