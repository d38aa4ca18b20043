#!/bin/sh
# Who asked for no more mail, and comes, is told that the meeting is cancelled; so they are told that it is not.
. "$(dirname "$0")/../workspace.sh"
workspace
file=$W/events/oslo.yaml
c send >/dev/null
unsubscribe() {
    m=$(invitation "$1")
    printf 'From: %s\nTo: %s\nSubject: unsubscribe\nMessage-ID: <%s@client.example>\nDate: %s\n\nunsubscribe\n' "$1" \
        "$(header "$m" Reply-To | sed 's/.*<//; s/>.*//; s/@/-unsubscribe@/')" "$(serial)" "$(stamp)" | c receive -q
}
at 2004-06-02T09:00:00Z
reply ann@able.example 'Yes, I will come.' | c receive -q
unsubscribe ann@able.example
unsubscribe ben@bold.example
at 2004-06-03T09:00:00Z
cp "$file" "$T/on"
sed -i 's/^name:/status: cancelled\n&/' "$file"
c apply "$file" >/dev/null
has 'she is told that it is cancelled' 'cancellation ann@able.example' "$(c send)"
at 2004-06-04T09:00:00Z
c apply "$T/on" >/dev/null
c send >"$T/sent"
has 'and that it takes place after all' 'invitation   ann@able.example' "$(cat "$T/sent")"
lacks 'but nobody who never said yes' 'ben@bold.example' "$(cat "$T/sent")"
at 2004-06-28T09:00:00Z
c daily
lacks 'and nothing else' 'reminder' "$(header "$(mail_to ann@able.example)" X-Convoke)"
finish
