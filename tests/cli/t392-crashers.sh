#!/bin/sh
# Who was not invited: the organizer hears of what they write, and decides; nobody else is told their words.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
text() {
    python3 - "$1" <<'EOF' | tr -s ' \n' '  '
import email, email.policy, sys
print(email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default).get_body(('plain',)).get_content())
EOF
}
plain() { # plain FROM TO TEXT
    printf 'From: %s\nTo: %s\nSubject: Re\nMessage-ID: <%s@plain.example>\nDate: %s\n\n%s\n' "$1" "$2" "$(serial)" "$(stamp)" "$3"
}

# A stranger, without an invitation.
plain 'Stran Ger <stranger@s.example>' meet@host.example 'Hello, may I come?' | c receive -q
has "status shows that it waits" "Strangers                 1 message" "$(c status)"
at 2004-06-03T08:00:00Z
c daily
digest=$(mail_to olga@host.example)
is "a stranger's mail makes a digest" "oslo digest" "$(header "$digest" X-Convoke)"
has "and stands in it" "1. Stran Ger <stranger@s.example>: “Hello, may I come?”" "$(text "$digest")"
at 2004-06-03T08:00:30Z
plain olga@host.example "$(header "$digest" Reply-To)" '1 yes' | c receive -q
has "nobody can say yes for nobody" "Nobody knows whose answer this is" "$(text "$(mail_to olga@host.example)")"
at 2004-06-03T08:01:00Z
plain olga@host.example "$(header "$digest" Reply-To)" '1 dismiss' | c receive -q
has "it can be dismissed by mail" "1. Stran Ger <stranger@s.example>: dismissed" "$(text "$(mail_to olga@host.example)")"
is "and waits no more" "Nothing waits." "$(c review)"
lacks "for the status either" "Stranger" "$(c status)"

# Somebody who was handed an invitation on.
FROM='Eve <eve@evil.example>' reply ben@bold.example 'Yes, I will come. Ben Bold handed me his invitation; may I buy you a drink?' | c receive -q
question=$(mail_to ben@bold.example)
has "the guest hears of it" "came from eve@evil.example" "$(text "$question")"
lacks "but not the words" "drink" "$(text "$question")"
lacks "in no part" "drink" "$(c show ben question 2>/dev/null)"
at 2004-06-03T09:00:00Z
reply ben@bold.example 'Yes, I will come.' | c receive -q
has "the guest's own answer is not the other one's" "from Eve <eve@evil.example>" "$(c review)"
at 2004-06-04T08:00:00Z
c daily
digest=$(text "$(mail_to olga@host.example)")
has "the organizer is asked" "Ben Bold (from eve@evil.example): “Yes, I will come." "$digest"
has "and told what to do" "Add them to the guests" "$digest"
is "what they ask is no question of the guest" "Nothing is open." "$(c questions)"
FROM='eve@evil.example, ben@bold.example' reply ben@bold.example 'Is it you who pays for the drink?' | c receive -q
c daily
lacks "nor are words passed on that have several authors" "drink" "$(cat $(grep -l '^Delivered-To: ben@' "$W"/outbox/*.eml))"
c review "$(sql "SELECT id FROM review WHERE decided_at IS NULL ORDER BY id LIMIT 1")" dismiss >/dev/null

# A calendar answers for its owner from wherever it is; what stands beside the answer may be anybody's.
press cem@celik.example ACCEPTED | sed 's/^From: .*/From: eve@evil.example/; s/^SEQUENCE/COMMENT:I arrive at pills.example.\
&/' | c receive -q
is "a calendar's answer counts" ACCEPTED "$(partstat cem)"
has "what it says beside that, too" "pills.example" "$(c why cem)"
echo=$(mail_to cem@celik.example)
is "it is confirmed" "oslo echo" "$(header "$echo" X-Convoke)"
lacks "without words of who knows whom" "pills" "$(cat "$echo")"
at 2004-06-04T09:00:00Z
press cem@celik.example ACCEPTED 20040603T100000Z | sed 's/^SEQUENCE/COMMENT:I arrive at noon.\
&/' | c receive -q
has "their own are repeated" "I arrive at noon" "$(text "$(mail_to cem@celik.example)")"

at 2004-06-04T09:10:00Z
press cem@celik.example ACCEPTED 20040603T110000Z | sed 's/^From: .*/From: eve@evil.example/; s/^SEQUENCE/COMMENT:I arrive at pills.example.\
&/' | c receive -q
at 2004-06-04T09:20:00Z
DATE='Thu, 03 Jun 2004 10:00:00 +0000' reply cem@celik.example 'Ja, ich komme.' | c receive -q
has "an older answer of theirs is confirmed, too" "Fri, 4 Jun 2004 11:20" "$(header "$(mail_to cem@celik.example)" Date)"
lacks "but not in the words of a newer one that may be anybody's" "pills" "$(grep -h pills $(grep -l '^Delivered-To: cem@' "$W"/outbox/*.eml))"

# Who writes under the guest's name is taken for them.
for from in 'Dot Dash <phone@else.example>' dot@phone.example; do
    FROM=$from reply dot@dash.example 'Perhaps I come.' | c receive -q
done
reply dot@dash.example 'Yes, I will come.' | c receive -q
lacks "a guest's answer settles what they wrote from elsewhere" "Dot Dash" "$(c review)"

# Where the token is enough, what is answered to our questions from elsewhere is recorded, and not passed on.
sed -i 's/^seats: 10/&\ntrust: token\nquestions: {bus: Which bus do you take?, diet: Is there anything that you do not eat?}/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
at 2004-06-05T08:00:00Z
FROM=eve@evil.example reply ann@able.example 'Yes, I will come.

1. the pills express
2. nothing' | c receive -q
is "the token is enough" ACCEPTED "$(partstat ann)"
has "the organizer has what was said" "the pills express" "$(c export json)"
at 2004-06-05T09:00:00Z
reply ann@able.example 'Yes, I will come, and I am a vegetarian.' | c receive -q
has "their own words are confirmed" "vegetarian" "$(text "$(mail_to ann@able.example)")"
lacks "not what somebody else answered" "pills" "$(grep -h pills $(grep -l '^Delivered-To: ann@' "$W"/outbox/*.eml))"

# A report that waits.
at 2004-06-20T08:00:00Z
envelope=$(sql "SELECT envelope_id FROM outbox WHERE person = 'dot' AND kind = 'invitation'")
printf 'From: MAILER-DAEMON@mx.example\nTo: meet+b.%s@host.example\nSubject: failed\nMessage-ID: <1@mx>\nDate: %s\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nfailed\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; dot@dash.example\nAction: failed\nStatus: 5.1.1\n\n--b--\n' "$envelope" "$(stamp)" | c receive -q -r "meet+b.$envelope@host.example"
has "status shows that, too" "Dot Dash                  reports that mail to them failed" "$(c status)"
at 2004-08-01T08:00:00Z
c daily
before=$(count_to olga@host.example)
plain spam@s.example meet@host.example 'Buy this!' | c receive -q
at 2004-08-02T08:00:00Z
c daily
is "when all is over strangers make no more digests" "$before" "$(count_to olga@host.example)"
finish
