#!/bin/sh
# What stands below a copy of our own mail that no mail program marked as quoted.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
TO=$(header "$(invitation ann@able.example)" Reply-To)
at 2004-06-02T08:00:00Z
reply ann@able.example 'Yes, I will come.' | c receive -q
ID=$(header "$(mail_to ann@able.example)" Message-ID)
TEXT=$("$ROOT/tests/helper/read-mail" --text "$(mail_to ann@able.example)")
at 2004-06-02T12:00:00Z
says() {
    printf 'From: ann@able.example\nTo: %s\nSubject: Re: Oslo\nMessage-ID: <%s@client.example>\nIn-Reply-To: %s\nDate: %s\nContent-Type: text/plain; charset=utf-8\n\n%s\n' \
        "$TO" "$(serial)" "$ID" "$(stamp)" "$1" | c receive -n
}
# On the wire its lines are wrapped, and end in blanks (RFC 3676); many programs put it into a mail like that.
wire() { python3 -c 'import email, email.policy, sys
mail = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
print(mail.get_body(("plain",)).get_content())' "$1"; }
beside() { # beside NAME TEXT: what is told around a copy of our mail that is TEXT
    for no in 'No, I cannot come after all.' 'Sorry, I have to cancel.' 'I am ill and cannot come.'; do
        has "“$no” below $1" "(no)" "$(says "$2

$no")"
        has "“$no” above $1" "(no)" "$(says "$no

$2")"
    done
    lacks "$1 alone is no answer" "recorded" "$(says "$2")"
    lacks "nor is $1 below thanks" "recorded" "$(says "Thanks!

$2")"
}
beside "our mail with its paragraphs put together" "$TEXT"
beside "our mail as it was sent" "$(wire "$(mail_to ann@able.example)")"
beside "our invitation as it was sent" "$(wire "$(invitation ann@able.example)")"
finish
