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
for no in 'No, I cannot come after all.' 'Sorry, I have to cancel.' 'I am ill and cannot come.'; do
    has "“$no” below it" "(no)" "$(says "$TEXT

$no")"
    has "“$no” above it" "(no)" "$(says "$no

$TEXT")"
done
lacks "the copy alone is no answer" "recorded" "$(says "$TEXT")"
lacks "nor is it below thanks" "recorded" "$(says "Thanks!

$TEXT")"
finish
