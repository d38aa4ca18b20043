#!/bin/sh
# One mailbox for all: the organizer writes from the address that convoke reads, and is a guest, too.
. "$(dirname "$0")/../workspace.sh"
workspace
sed -i 's/^address=.*/address=olga@host.example/' "$W/convoke.conf"
echo '  olga: {name: Olga Owner, address: olga@host.example}' >>"$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
at 2004-06-02T08:00:00Z
reply ann@able.example 'Thank you for your mail.' | c receive -q
is "what is unclear waits" NEEDS-ACTION "$(partstat ann)"
reply olga@host.example 'Yes, I will come.' | c receive -q
is "she answers as a guest" ACCEPTED "$(partstat olga)"
c daily
digest=$(grep -l '^X-Convoke: oslo digest' "$W"/outbox/*.eml)
# order TO WORDS: she answers the digest.
order() {
    printf 'From: Olga <olga@host.example>\nTo: %s\nSubject: Re: x\nMessage-ID: <%s@client.example>\nIn-Reply-To: %s\nDate: %s\n\n%s\n' \
        "$1" "$(serial)" "$(header "$digest" Message-ID)" "$(stamp)" "$2"
}
order "$(header "$digest" Reply-To)" '1 yes' | c receive -q
is "she decides about what waits" ACCEPTED "$(partstat ann)"
reply ben@bold.example 'Thank you for your mail.' | c receive -q
order olga@host.example '2 no' | c receive -q
is "also where her program answers to herself" DECLINED "$(partstat ben)"

# Nothing goes round.
before=$(ls "$W/outbox" | wc -l)
for mail in "$W"/outbox/*.eml; do
    c receive -q <"$mail"
    sed 's/^X-Convoke:/X-Was:/' "$mail" | c receive -q
    sed "s/^X-Convoke:/X-Was:/; s/^Message-I[Dd]:.*/Message-ID: <$(serial)@gate.example>/" "$mail" | c receive -q
done
reply cem@celik.example 'Ja, ich komme.' | sed 's/^From:.*/From: olga@host.example/' | c receive -q
order olga@host.example '1 yes' | sed '/^In-Reply-To/d' | c receive -q
is "our own mail is answered by nobody, whatever mark it lost" "$before" "$(ls "$W/outbox" | wc -l)"
is "nor does it answer" "ACCEPTED DECLINED NEEDS-ACTION ACCEPTED" "$(partstat ann) $(partstat ben) $(partstat cem) $(partstat olga)"
finish
