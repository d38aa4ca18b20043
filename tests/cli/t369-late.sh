#!/bin/sh
# Mail overtakes mail, and comes again under another Message-ID: what is older than the answer that stands does not change it
# by itself.
. "$(dirname "$0")/../workspace.sh"
swept() { rm -f "$W"/outbox/*.eml; }
says() { # says DATE TEXT: ann, in a mail with that Date, in answer to her invitation
    printf 'From: ann@able.example\nTo: %s\nSubject: Re: Oslo\nMessage-ID: <%s@client.example>\nIn-Reply-To: %s\nDate: %s\n\n%s\n' \
        "$TO" "$(serial)" "$ID" "$1" "$2" | c receive -q
}
anew() {
    rm -rf "$W"
    at 2004-06-01T09:00:00Z
    workspace
    c send >/dev/null
    TO=$(header "$(invitation ann@able.example)" Reply-To)
    ID=$(header "$(invitation ann@able.example)" Message-ID)
    at 2004-06-03T09:00:00Z
    says 'Thu, 3 Jun 2004 09:00:00 +0000' 'No, sorry, I cannot come.'
    at 2004-06-04T09:00:00Z
    swept
}
text() { "$ROOT/tests/helper/read-mail" --text "$(mail_to ann@able.example)" | tr '\n' ' '; }

anew
says 'Wed, 2 Jun 2004 18:00:00 +0000' 'Yes, I am coming.'
is "an older yes that comes later does not undo a no" DECLINED "$(partstat ann)"
has "the organizer sees it" "says something else than the answer that stands, and is older" "$(c review)"
has "she is asked, in words that fit" "is older than your answer “not coming”, which I have left as it is" "$(text)"
says 'Wed, 2 Jun 2004 18:00:00 +0000' 'Yes, I am coming.'
is "nor does it under another Message-ID" DECLINED "$(partstat ann)"
is "she is asked once" 1 "$(count_to ann@able.example)"
ID=$(header "$(mail_to ann@able.example)" Message-ID)
says 'Wed, 2 Jun 2004 18:00:00 +0000' 'Yes, I am coming.'
is "an answer to that question is newer, whatever its Date" ACCEPTED "$(partstat ann)"
is "and settles the others" 0 "$(c review | grep -c '^ *[0-9]')"

anew
says 'Fri, 4 Jun 2004 08:59:00 +0000' 'Yes, I am coming.'
is "a newer yes counts" ACCEPTED "$(partstat ann)"
anew
says 'Thu, 3 Jun 2004 08:30:00 +0000' 'Yes, I am coming.'
is "so does one from about the same time: clocks differ" ACCEPTED "$(partstat ann)"
anew
says 'Sat, 3 Jun 2034 09:00:00 +0000' 'Yes, I am coming.'
is "so does one from the future" ACCEPTED "$(partstat ann)"
at 2004-06-05T09:00:00Z
says 'Sat, 5 Jun 2004 08:00:00 +0000' 'No, sorry, I cannot come.'
is "which is not newer than when it came" DECLINED "$(partstat ann)"
anew
says 'last week' 'Yes, I am coming.'
is "so does one without a date" ACCEPTED "$(partstat ann)"

anew
says 'Wed, 2 Jun 2004 18:00:00 +0000' 'No, I cannot come.'
is "an older one that says the same opens nothing" 0 "$(c review | grep -c '^ *[0-9]')"
has "it is written down as older" "an older one; does not count" "$(c why ann)"

# The organizer's word, and calendars.
anew
c answer ann yes --because 'on the phone' >/dev/null
at 2004-06-05T09:00:00Z
says 'Fri, 4 Jun 2004 07:00:00 +0000' 'No, I cannot come.'
is "what was written before the organizer wrote her answer down waits" ACCEPTED "$(partstat ann)"
says 'Fri, 4 Jun 2004 12:00:00 +0000' 'No, I cannot come.'
is "what was written after it counts" DECLINED "$(partstat ann)"

rm -rf "$W"
at 2004-06-01T09:00:00Z
workspace
c send >/dev/null
at 2004-06-03T09:00:00Z
reply ann@able.example 'No, sorry, I cannot come.' | c receive -q
DATE='Wed, 2 Jun 2004 18:00:00 +0000' press ann@able.example ACCEPTED 20040602T180000Z | c receive -q
is "an older button does not undo newer words" DECLINED "$(partstat ann)"
press ann@able.example ACCEPTED 20040603T090000Z | c receive -q
is "a newer one does" ACCEPTED "$(partstat ann)"
DATE='Wed, 2 Jun 2004 18:00:00 +0000' press ann@able.example TENTATIVE 20040603T093000Z | c receive -q
is "among buttons, the calendar's own order counts" TENTATIVE "$(partstat ann)"

# A clock that is years ahead makes nothing that comes after it old.
DATE='Thu, 3 Jun 2004 10:00:00 +0000' press dot@dash.example DECLINED 29991231T235959Z | c receive -q
is "a DTSTAMP that is yet to come counts" DECLINED "$(partstat dot)"
at 2004-06-20T10:00:00Z
DATE='Sun, 20 Jun 2004 10:00:00 +0000' press dot@dash.example ACCEPTED 20040620T095900Z | c receive -q
is "as the time of receipt, so the next one is newer" ACCEPTED "$(partstat dot)"
finish
