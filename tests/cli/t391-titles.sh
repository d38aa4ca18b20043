#!/bin/sh
# The title that a nudge asks for is no doubt about coming, and the organizer hears of it.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
digest() {
    python3 -c '
import email, email.policy, sys
mail = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
print(mail.get_body(("plain",)).get_content())' <"$(mail_to olga@host.example)"
}

reply ben@bold.example "Title: Fast things" | c receive -q
has "from who never said yes it waits" "Ben Bold" "$(c review)"
reply ben@bold.example "Yes, I will come." | c receive -q
lacks "and no more, when they do" "Ben Bold" "$(c review)"
c topics dismiss 1 >/dev/null
at 2004-06-03T08:00:00Z
reply ben@bold.example "Hello Olga,

my title: Faster things

Best,
Ben" | c receive >"$T/out"
has "the title is noted" "noted" "$(cat "$T/out")"
is "nothing waits for a decision" "" "$(c review | grep '^[0-9]')"
is "the answer stands" ACCEPTED "$(partstat ben)"
has "it is a proposal" "“Faster things”" "$(c topics)"
c daily >/dev/null
has "the digest names it" "Title 2, Ben Bold: “Faster things”" "$(digest)"
has "and what it is for" "for Thursday, 15 July 2004, 10:00" "$(digest)"
has "and how to take it up" "convoke topics accept NUMBER" "$(digest)"
lacks "and asks for no decision about coming" "wait for your decision" "$(digest)"
status "so it is" 0 c topics accept 2
at 2004-06-04T08:00:00Z
reply ann@able.example "Yes, I will come. My title: Queues again" | c receive -q
c daily >/dev/null
has "a title beside a yes is named, too" "Title 3, Ann Able: “Queues again”" "$(digest)"
lacks "what was taken up is not named again" "Faster things”" "$(digest | sed -n '/Titles and topics/,/^-- /p')"
reply ann@able.example "Things have changed here, my wife is in hospital. Title: Queues once more" | c receive -q
has "doubt beside a title waits" "Ann Able" "$(c review)"
finish
