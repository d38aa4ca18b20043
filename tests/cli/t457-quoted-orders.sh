#!/bin/sh
# The digest has words of whoever was handed an invitation. Where the organizer's program quotes it without a mark, they
# are no orders of hers.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
reply ann@able.example "Thank you for your mail." | c receive -q
reply ben@bold.example "I have read your mail." | c receive -q
please=$(printf 'please %.0s' $(seq 9))
FROM=eve@evil.example reply dot@dash.example "Well, it depends on so much. $(printf "1-2 no $please%.0s" 1 2 3 4 5 6 7 8)" | c receive -q
c daily
digest=$(mail_to olga@host.example)
at 2004-06-02T09:00:00Z
quoted() { # quoted WIDTH: the digest as a program shows it
    python3 -c '
import email, email.policy, sys, textwrap
m = email.message_from_file(sys.stdin, policy=email.policy.default)
text = m.get_body(("plain",)).get_content()
for part in text.split("\n\n"):
    print(textwrap.fill(" ".join(part.split()), int(sys.argv[1])) if int(sys.argv[1]) else part, end="\n\n")' "$1" <"$digest"
}
order() {
    printf 'From: Olga Owner <olga@host.example>\nTo: %s\nSubject: Re: Oslo\nMessage-ID: <order-%s@host.example>\nIn-Reply-To: %s\nContent-Type: text/plain; charset=utf-8\n\n%s\n' \
        "$(header "$digest" Reply-To)" "$(serial)" "$(header "$digest" Message-ID)" "$1"
}
has "they stand there, and can fill a line" "please 1-2 no please" "$(quoted 0 | tr -s ' \n' ' ')"
for width in 0 66 50 38; do
    has "wrapped at $width they order nothing" "decides nothing" "$(order "I look at it on Monday.

$(quoted $width)" | c receive -n)"
done
order "3 dismiss

$(quoted 0)" | c receive -q
is "her own order counts" 2 "$(c review | grep -c '^[0-9]')"
is "and no other" "NEEDS-ACTION NEEDS-ACTION" "$(partstat ann) $(partstat ben)"
finish
