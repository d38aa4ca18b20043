#!/bin/sh
# Slides for a talk that stands in the agenda are no doubt about coming: the organizer hears of them, and decides nothing.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
waiting() { c review | sed -n 's/^[0-9][0-9]*  \(.*\): .*/\1/p' | tr '\n' ' '; }
clear() { for n in $(c review | sed -n 's/^\([0-9]*\)  .*/\1/p'); do c review "$n" dismiss >/dev/null; done; }
# slides ADDRESS WORDS: with a file.
slides() {
    reply "$1" "$2" | sed '/^Content-Type/d; /^$/,$d'
    printf 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n%s\n' "$2"
    for name in queues.pdf notes.txt; do
        printf -- '--b\nContent-Type: application/x-%s\nContent-Disposition: attachment; filename="%s"\n\nx\n' "${name#*.}" "$name"
    done
    printf -- '--b--\n'
}
digest() {
    tr -d '\r' <"$(mail_to olga@host.example)" | python3 -c '
import email, email.policy, sys
print(email.message_from_file(sys.stdin, policy=email.policy.default).get_body(("plain",)).get_content())'
}
at 2004-06-02T08:00:00Z
slides ann@able.example "Here are my slides." | c receive -q
is "from who never said yes they wait" "Ann Able " "$(waiting)"
reply ann@able.example "Yes, I will come." | c receive -q
reply ben@bold.example "Yes, I will come." | c receive -q
c daily >/dev/null
at 2004-06-03T08:00:00Z
has "from who did they are noted" "noted    Ann Able: sends files for their session" "$(slides ann@able.example "Here are my slides." | c receive)"
is "nothing waits" "" "$(waiting)"
is "the answer stands" ACCEPTED "$(partstat ann)"
has "they are filed with the session" "for “Queues”" "$(c attachments | tail -n 5)"
c daily >/dev/null
has "the digest tells of them, and what was written" "Ann Able: queues.pdf, notes.txt, “Here are my slides.”" "$(digest)"
has "and what they are for" "for Wednesday, 14 July 2004, 10:00" "$(digest)"
lacks "and asks for no decision" "wait for your decision" "$(digest)"
at 2004-06-04T08:00:00Z
reply dot@dash.example "Yes, I will come." | c receive -q
c daily >/dev/null
lacks "once" "queues.pdf" "$(digest)"

slides ben@bold.example "Here are my slides." | c receive -q
is "where a title is missing they wait" "Ben Bold " "$(waiting)"
clear
slides dot@dash.example "Here are my slides." | c receive -q
is "where there is no session, too" "Dot Dash " "$(waiting)"
clear
FROM=ann@else.example slides ann@able.example "Here are my slides." | c receive -q
is "and from elsewhere" "Ann Able " "$(waiting)"
clear
slides ann@able.example "Here are my slides. Will there be a projector?" | c receive -q
is "with a question" "Ann Able " "$(waiting)"
clear
reply ann@able.example "Here are my slides." | c receive -q
is "and without a file" "Ann Able " "$(waiting)"
has "a rebuild finds the same" "all is as it was" "$(c rebuild)"
sed -i 's/{at: 12:00pm, what: Lunch}/{at: 12:00pm, who: ann, title: Pools}/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
clear
slides ann@able.example "Here are my slides." | c receive -q
is "where it may be for either of two sessions" "Ann Able " "$(waiting)"
slides ann@able.example "Here are my slides, but I am sorry, I cannot come." | c receive -q
is "a no is a no" DECLINED "$(partstat ann)"
finish
