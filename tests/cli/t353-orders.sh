#!/bin/sh
# Review by mail: the organizer answers the digest with "1 yes, 2 no"; and one polite question, no more.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
reply ann@able.example "Thank you for your mail." | c receive -q
reply ben@bold.example "I have read your mail." | c receive -q
reply cem@celik.example "Who else is invited there?" | c receive -q
FROM=zoe@zoo.example reply dot@dash.example "Yes, I will come." | c receive -q
is "an unclear answer is asked about" 2 "$(count_to ann@able.example)"
question=$(tr -d '\r' <"$(mail_to ann@able.example)")
has "it quotes what was not understood" "Thank you for your mail." "$question"
has "and says what will be" "Yes, I will come." "$question"
reply ann@able.example "I have read it twice." | c receive -q
is "once" 2 "$(count_to ann@able.example)"
is "all of it waits" 5 "$(c review | grep -c '^[0-9]')"
c daily
digest=$(mail_to olga@host.example)
has "the digest says how to decide" "1 yes" "$(cat "$digest")"
has "and numbers nothing else the same" "Question 1, Cem" "$(cat "$digest")"
token=$(sql "SELECT organizer_token FROM meeting")

# order TEXT: what the organizer writes back.
order() {
    printf 'From: %s\nTo: %s\nSubject: Re: %s\nMessage-ID: <order-%s@host.example>\nIn-Reply-To: %s\n%sContent-Type: text/plain; charset=utf-8\n\n%s\n' \
        "${FROM:-Olga Owner <olga@host.example>}" "$(header "$digest" Reply-To)" Oslo "$(serial)" "$(header "$digest" Message-ID)" "${ROBOT:-}" "$1"
}
decided() { grep -l "^X-Convoke: oslo decided" "$W"/outbox/*.eml 2>/dev/null | wc -l | tr -d ' '; }
has "a stranger with the token decides nothing" "review" "$(FROM=eve@evil.example order "1 yes" | c receive)"
has "nor does the organizer without orders" "decides nothing" "$(order "Thank you, I will look at it." | c receive)"
ROBOT='Auto-Submitted: auto-replied
' order "1 yes" | c receive -q
is "nor a robot" NEEDS-ACTION "$(partstat ann)"
is "and nobody is told so" 0 "$(decided)"

out=$(order "1 yes
2: no, 3 maybe
4 yes
99 yes
4294967301 yes
5 yes
5 no
1 yes

> 2 yes" | c receive)
has "orders are taken" "decides about what waits" "$out"
is "yes" ACCEPTED "$(partstat ann)"
is "no" DECLINED "$(partstat ben)"
is "maybe" TENTATIVE "$(partstat cem)"
is "an answer from a strange address, which the organizer vouches for" ACCEPTED "$(partstat dot)"
is "by the organizer, with the message as evidence" "organizer|organizer" "$(sql "SELECT DISTINCT channel, trust FROM answer WHERE received IS NOT NULL")"
is "one mail confirms it" 1 "$(decided)"
mail=$(tr -d '\r' <"$(grep -l "^X-Convoke: oslo decided" "$W"/outbox/*.eml)")
has "what was done" "1.  Ann Able: coming" "$mail"
is "and what is ordered twice is no second order" 1 "$(printf '%s\n' "$mail" | grep -c ' 1\.  ')"
has "what could not be" "99.  Nothing waits under this number" "$mail"
has "however large it is" "4294967301.  Nothing waits under this number" "$mail"
is "and why, once" 1 "$(printf '%s\n' "$mail" | grep -c 'you said two things about this')"
has "what still waits" "These wait for your decision" "$mail"
is "it answers mail" 1 "$(printf '%s\n' "$mail" | grep -c '^Auto-Submitted: auto-replied')"
order "6 dismiss" | c receive -q
is "dismissed" "" "$(c review | grep '^6 ')"
is "a mail each" 2 "$(decided)"
is "why tells it" 1 "$(c why ann | grep -c 'rule review, trust organizer')"

# The same on a terminal, a key each. The number 7 is what the organizer wrote without an order in it.
if [ -x /usr/bin/python3 ]; then
    keys() { NO_COLOR=1 TERM=dumb timeout 20 "$ROOT/tests/helper/with-tty" --keys "$1" convoke -C "$W" review; }
    reply ben@bold.example "I have read this one, too." | c receive -q
    reply cem@celik.example "Who pays for all of that?" | c receive -q
    n=$(c review | grep -c '^[0-9]')
    has "a key each is asked for" "s skip, q quit?" "$(keys q)"
    is "q decides nothing" "$n" "$(c review | grep -c '^[0-9]')"
    keys "$(printf '%*s' $((n - 2)) '' | tr ' ' s)Yq" >/dev/null
    is "s skips, y in either case is yes" ACCEPTED "$(partstat ben)"
    is "what was decided before q stays" $((n - 1)) "$(c review | grep -c '^[0-9]')"
    keys "$(printf '%*s' $((n - 1)) '' | tr ' ' d)" >/dev/null
    is "d dismisses" "Nothing waits." "$(c review)"
    is "and records nothing" TENTATIVE "$(partstat cem)"
else
    skip "one key each" "python3 is not installed"
fi
finish
