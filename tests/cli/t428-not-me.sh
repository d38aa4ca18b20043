#!/bin/sh
# Somebody answers in a guest's name from an address that we do not know. What the guest says to our question about that
# may be about the address, and not about coming.
. "$(dirname "$0")/../workspace.sh"
begin() { # begin WORDS: what the stranger writes in Ann's name
    rm -rf "$W"
    at 2004-06-01T09:00:00Z
    workspace
    c send >/dev/null
    at 2004-06-02T08:00:00Z
    FROM=eve@evil.example reply ann@able.example "$1" | c receive -q
    question=$(grep -l '^X-Convoke: oslo question' "$W"/outbox/*.eml)
    at 2004-06-02T09:00:00Z
}
# told WORDS: Ann answers the question.
told() { reply ann@able.example "$1" | sed "s/^In-Reply-To:.*/In-Reply-To: $(header "$question" Message-ID)/"; }
begin 'Yes, I will come.'
has "the guest is asked" "eve@evil.example" "$(tr -d '\r' <"$question")"
for words in 'No, that was not me.' 'Not me.' 'No.' "Yes, that's me." 'Ja, das bin ich.' "Oui, c'est bien moi."; do
    has "“$words” waits" "review" "$(told "$words" | c receive -n)"
done
has "an answer counts" "recorded Ann Able: answered in words (yes)" "$(told 'Yes, I will come.' | c receive -n)"
has "a no as well" "recorded Ann Able: answered in words (no)" "$(told 'That was somebody else. I cannot come.' | c receive -n)"
told 'No, that was not me.' | c receive -q
is "nothing is recorded" NEEDS-ACTION "$(partstat ann)"
has "the organizer sees what they say" "“No, that was not me.”" "$(c review)"
is "and they are asked no more" 1 "$(grep -l '^X-Convoke: oslo question' "$W"/outbox/*.eml | wc -l | tr -d ' ')"
begin 'Thank you for your mail.'
FROM=
at 2004-06-03T08:00:00Z
reply ben@bold.example 'Thank you for your mail.' | c receive -q
question=$(grep -l '^Delivered-To: ben' $(grep -l '^X-Convoke: oslo question' "$W"/outbox/*.eml))
has "a word is an answer to the question that tells no address" "recorded" \
    "$(reply ben@bold.example 'No.' | sed "s/^In-Reply-To:.*/In-Reply-To: $(header "$question" Message-ID)/" | c receive -n)"
finish
