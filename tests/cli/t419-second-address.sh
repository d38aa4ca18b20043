#!/bin/sh
# A guest with two addresses in the event file, whose first fails for good: mail goes to the second, what failed there
# and is still owed once more, and nothing twice; it goes to the first again when they write from there.
. "$(dirname "$0")/../workspace.sh"
path_of() { sed -n 's/^Return-Path: <\(.*\)>\r*$/\1/p' "$1"; }
bounce() { # bounce ADDRESS: the newest mail that went there comes back, since nobody is there
    m=$(mail_to "$1")
    printf 'Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: %s\nSubject: Undelivered Mail Returned to Sender\nMessage-ID: <report-%s@mx.example>\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nYour mail could not be delivered.\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; %s\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user here\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: %s\nSubject: Oslo\n\n--b--\n' \
        "$(path_of "$m")" "$(serial)" "$1" "$(header "$m" Message-ID)" | c receive -q -r "$(path_of "$m")"
}
states() { sqlite3 "$W/convoke.sqlite" "SELECT kind || ' ' || state || ' ' || recipient FROM outbox WHERE person = 'dot' ORDER BY id"; }
json() { c status --json | jq -r ".guests[] | select(.id == \"dot\") | $1"; }
fresh() {
    rm -rf "$W"
    at 2004-06-01T09:00:00Z
    workspace
    c send >/dev/null
    at 2004-06-01T12:00:00Z
}

fresh
old=$(header "$(invitation dot@dash.example)" Reply-To)
bounce dot@dash.example
has "the first fails: the plan is to invite them at the second" "invitation" "$(c plan | grep Dot)"
c send >/dev/null
c send >/dev/null
is "they are invited there, once" "invitation sent dot@home.example" "$(states)"
is "by the same token" "$old" "$(header "$(invitation dot@home.example)" Reply-To)"
is "and is nobody who cannot be reached" "dot@home.example dot@dash.example null" \
    "$(json '"\(.address) \(.passed_over) \(.unreached)"')"
lacks "in words, too" "does not get through" "$(c status)"
has "status says where it goes, and why" "dot@home.example, since dot@dash.example fails: " "$(c status | grep 'Dot Dash')"
has "so does why" "mail to dot@dash.example fails: " "$(c why dot)"
at 2004-06-02T08:00:00Z
c daily >/dev/null
digest=$(mail_to olga@host.example)
has "the digest tells it" "dot@dash.example" "$(cat "$digest")"
sed -i 's/Dot Dash/Dot D. Dash/' "$W/events/oslo.yaml"
c apply -q "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
is "what else changes invites nobody anew" 1 "$(count_to dot@home.example)"
at 2004-06-02T12:00:00Z
m=$(invitation dot@home.example)
reply dot@home.example "Yes, I will come." | c receive -q
is "the answer counts" ACCEPTED "$(partstat dot)"
c send >/dev/null
has "and is confirmed there" "X-Convoke: oslo echo" "$(cat "$(mail_to dot@home.example)")"
at 2004-06-03T08:00:00Z
c daily >/dev/null
has "the next digest tells it again, as long as it is so" "dot@dash.example" "$(cat "$(mail_to olga@host.example)")"
n=$(count_to dot@home.example)
printf 'From: dot@dash.example\nTo: %s\nSubject: Re: Oslo\nMessage-ID: <back@client.example>\nIn-Reply-To: %s\nDate: %s\n\nYes, I will come.\n' \
    "$(header "$m" Reply-To)" "$(header "$m" Message-ID)" "$(stamp)" | c receive -q
c send >/dev/null
is "who writes from the first is written to there again" "dot@dash.example null" "$(json '"\(.address) \(.passed_over)"')"
is "and nowhere else" "$n" "$(count_to dot@home.example)"
is "nothing is repeated" "invitation sent dot@home.example" "$(states | grep invitation)"

# Both fail: nothing more goes out, and they are named.
fresh
bounce dot@dash.example
c send >/dev/null
bounce dot@home.example
at 2004-06-16T09:00:00Z
c remind >/dev/null
is "both fail: no mail goes to either" "1 1" "$(count_to dot@dash.example) $(count_to dot@home.example)"
is "they cannot be reached" "dot@dash.example null" "$(json '"\(.address) \(.passed_over)"')"
has "which status names" "550 5.1.1 no such user here" "$(c status | grep 'Dot Dash')"
has "under its heading" "does not get through" "$(c status)"

# What waits goes there, too; what was asked for once and came to its end at the first does when told to.
fresh
c hold dot/reminder >/dev/null
at 2004-06-16T09:00:00Z
c remind >/dev/null
c announce all >/dev/null
has "a mail failed that is not owed by itself" "X-Convoke: oslo announcement" "$(cat "$(mail_to dot@dash.example)")"
bounce dot@dash.example
is "what waits is for the second" "reminder held dot@home.example" "$(states | grep reminder)"
c release dot >/dev/null
c send >/dev/null
is "and goes there" "reminder sent dot@home.example" "$(states | grep reminder)"
is "who was invited is not invited again" "invitation sent dot@dash.example" "$(states | grep invitation)"
is "what failed is not repeated" "announcement failed dot@dash.example" "$(states | grep announcement)"
c settle dot again >/dev/null
c send >/dev/null
is "until you say so" "announcement sent dot@home.example" "$(states | grep announcement)"
is "and that says nothing of the first" "dot@dash.example" "$(json .passed_over)"

# Mail goes to addresses of the event file alone.
fresh
FROM=ann@elsewhere.example reply ann@able.example "Yes, I will come." | c receive -q
c review 1 yes --remember >/dev/null
c send >/dev/null
bounce ann@able.example
n=$(ls "$W/outbox" | wc -l)
c announce all >/dev/null
is "one that was learned is never written to" 0 "$(count_to ann@elsewhere.example)"
is "the others are" "$((n + 3))" "$(ls "$W/outbox" | wc -l)"
finish
