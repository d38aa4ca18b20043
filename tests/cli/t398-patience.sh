#!/bin/sh
# Who may put off a guest's reminders, and until when.
. "$(dirname "$0")/../workspace.sh"
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
begin() {
    rm -rf "$W"
    at 2004-06-01T09:00:00Z
    workspace
    c send >/dev/null
    TO=meet+b.$(sql "SELECT envelope_id FROM outbox WHERE person = 'ann' AND kind = 'invitation'")@host.example
}
away() { # away FROM DAY
    printf 'From: %s\nTo: x@y.example\nSubject: Out of office\nAuto-Submitted: auto-replied\nMessage-ID: <%s@client.example>\nDate: %s\n\nI am back on %s.\n' \
        "$1" "$(serial)" "$(stamp)" "$2" | c receive -q -r "$TO"
}
days() { sql 'SELECT day FROM patience'; }
begin
at 2004-06-03T09:00:00Z
away ann@able.example '20 June 2004'
is "her own note counts" 2004-06-20 "$(days)"
begin
at 2004-06-13T09:00:00Z
away eve@evil.example '20 June 2004'
is "a stranger's does not, weeks later" "" "$(days)"
away exchange@able.example '20 June 2004'
is "one from her domain does" 2004-06-20 "$(days)"

# What a robot says of days puts nothing off, unless it is of the return: least of all our own subject.
robot() { # robot SUBJECT TEXT
    reply ann@able.example "$2" | sed "s/^Subject: Re: \(.*\)/Subject: $1\nAuto-Submitted: auto-replied/" | c receive -q
}
begin
at 2004-06-03T09:00:00Z
robot 'Automatic reply: \1' 'Thank you, I read your mail soon.'
robot '[#4711] \1' "A ticket was opened for \"$(header "$(invitation ann@able.example)" Subject)\"."
robot 'Out of Office: \1' 'I am away from my desk.'
robot 'Automatic reply' 'Thank you. Our special offer holds until 29 June 2004.'
robot 'Quarantined: \1' 'It will be deleted on 20 June 2004.'
robot 'Out of office: \1' 'I am out of the office while you are at "Oslo 2004, 14-15 July 2004".'
is "days that are not of the return" "" "$(days)"
robot 'Automatic reply: \1' 'I am out of the office until 20 June 2004. Meet us in Hall 7, 28 June 2004!'
is "the day of return beside them" 2004-06-20 "$(days)"

begin
c revoke ann >/dev/null
at 2004-06-03T09:00:00Z
away eve@evil.example '20 June 2004'
is "nor does it once the token was taken back" "" "$(days)"
begin
at 2004-06-03T09:00:00Z
away ann@able.example '14 May 2005'
is "what is noted is what they said" 2005-05-14 "$(days)"
has "why says what that was" "absence until 2005-05-14" "$(c why ann)"
has "and until when they are not reminded" "No reminder before 2004-06-30." "$(c why ann)"
at 2004-06-29T09:00:00Z
lacks "but nobody waits longer than until answers are due" "Ann Able" "$(c plan | grep reminder)"
at 2004-06-30T09:00:00Z
has "then they are reminded" "Ann Able" "$(c plan | grep reminder)"
begin
at 2004-06-03T09:00:00Z
reply ann@able.example 'I will tell you on 20 July.' | c receive -q
is "a promise for after the meeting is none" "" "$(days)"
is "and waits" 1 "$(sql 'SELECT count(*) FROM review WHERE decided_at IS NULL')"

# A promise for after answer-by stands, whichever way that moves.
begin
at 2004-06-02T09:00:00Z
reply ann@able.example 'Maybe, I will know on 3 July.' | c receive -q
reply ben@bold.example 'I will let you know on 20 June.' | c receive -q
has "it is noted as it was said" "promise until 2004-07-03" "$(c why ann)"
reminded() { c plan | sed -n 's/^  reminder  *\([A-Z][a-z]*\) .*/\1/p' | tr '\n' ' '; }
at 2004-07-02T09:00:00Z
is "on the eve" "Ben Cem Dot " "$(reminded)"
has "why says until when nobody asks" "No reminder before 2004-07-03." "$(c why ann)"
at 2004-07-03T09:00:00Z
lacks "and no longer then" "No reminder" "$(c why ann)"
is "on the day" "Ann Ben Cem Dot " "$(reminded)"
has "plan says why" "answered maybe and would know by now, and the answer-by date was 3 days" "$(c plan | tr -s '\n ' ' ')"
c daily
has "and the mail names their day" "would know by Saturday, 3 July 2004." \
    "$(sed 's/\r$//; s/=20$/ /; s/=$//' "$(mail_to ann@able.example)" | tr '\n' ' ' | tr -s ' ')"
begin
at 2004-06-02T09:00:00Z
reply ann@able.example 'Maybe, I will know on 3 July.' | c receive -q
sed -i 's/^answer-by: .*/answer-by: 2004-07-07/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
at 2004-07-02T09:00:00Z
lacks "moved on" "Ann" "$(reminded)"
sed -i 's/^answer-by: .*/answer-by: 2004-06-10/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
lacks "and back" "Ann" "$(reminded)"
at 2004-07-03T09:00:00Z
has "then it is asked about" "Ann" "$(reminded)"
finish
