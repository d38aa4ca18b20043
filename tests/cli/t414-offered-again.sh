#!/bin/sh
# Who had the offer of a seat, was out of reach, and is offered one anew: the first one stands in their calendar, whatever
# becomes of the second.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
sed -i 's/^seats: 10/seats: {count: 1, offer-days: 7}/; s/^  ann: {/  ann: {wave: 2, /' "$E"
sed -i '/^  cem:/d; /^  dot:/d' "$E"
seats() { # seats COUNT
    sed -i "s/count: [0-9]*/count: $1/" "$E"
    c apply "$E" >/dev/null
}
seat() { c status --json | awk -v id="\"$1\"" '/"id":/ { on = index($0, id) > 0 } on && /"seat":/ { gsub(/[",]/, ""); print $2; exit }'; }
kind_to() { header "$(mail_to "$1")" X-Convoke; }
invitation() { grep -l "^X-Convoke: oslo seat" $(grep -l "^Delivered-To: $1" "$W"/outbox/*.eml) | head -n 1; }
# out_of_reach ADDRESS: no such user, says its server of the newest mail.
out_of_reach() {
    m=$(mail_to "$1")
    to=$(header "$m" Return-Path | tr -d '<>')
    printf 'From: MAILER-DAEMON@bold.example\nTo: %s\nSubject: Undelivered\nMessage-ID: <%s@bold.example>\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nNo such user.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; bold.example\n\nFinal-Recipient: rfc822; %s\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: %s\n\n--b--\n' \
        "$to" "$(serial)" "$1" "$(header "$m" Message-ID)" | c receive -q --recipient "$to"
}

seats 1
c send >/dev/null
is "ben is offered the only seat" "oslo seat" "$(kind_to ben@bold.example)"
at 2004-06-02T09:00:00Z
c announce pending >/dev/null
is "and told the agenda" "oslo announcement" "$(kind_to ben@bold.example)"
out_of_reach ben@bold.example
is "which comes back, so that the seat is free" released "$(seat ben)"
is "and goes to ann" offered "$(seat ann)"
at 2004-06-02T10:00:00Z
reply ben@bold.example 'Is there a train from the airport?' | c receive -q
seats 2
is "who writes is within reach, and is offered another" offered "$(seat ben)"
c review 1 dismiss >/dev/null
cp -r "$W" "$T/offered"

at 2004-06-02T11:00:00Z
is "that waits to leave" 1 "$(c plan | grep -c '^.*seat  *Ben Bold')"
sed -i 's/^name:/status: cancelled\n&/' "$E"
c apply "$E" >/dev/null
c send >/dev/null
is "when it is cancelled, they are told, for they have the first" "oslo cancellation" "$(kind_to ben@bold.example)"
c send >"$T/sent"
has "once" "Nothing is owed" "$(cat "$T/sent")"

rm -rf "$W"
cp -r "$T/offered" "$W"
sed -i '/^  ben:/d; s/who: ben, titles: undecided/who: ann, titles: undecided/' "$E"
c apply "$E" >/dev/null
c send >/dev/null
is "so are they when they are taken out" "oslo withdrawal" "$(kind_to ben@bold.example)"

rm -rf "$W"
cp -r "$T/offered" "$W"
sed -i 's/wave: 2, //; /^seats:/d' "$E"
c apply "$E" >/dev/null
c send >"$T/sent"
lacks "where seats are limited no more they are not invited a second time" "Ben Bold" "$(cat "$T/sent")"
at 2004-06-16T09:00:00Z
c daily
is "but reminded" "oslo reminder" "$(kind_to ben@bold.example)"
is "in the thread of the offer that they had" "$(header "$(invitation ben@bold.example)" Message-ID)" \
    "$(header "$(mail_to ben@bold.example)" References)"

# two_offers: anew, with a seat for each of the two.
two_offers() {
    rm -rf "$W"
    at 2004-06-01T09:00:00Z
    workspace
    sed -i 's/^seats: 10/seats: {count: 2, offer-days: 7}/; /^  cem:/d; /^  dot:/d' "$E"
    c apply "$E" >/dev/null
    c send >/dev/null
}
# out_and_back FILE: ben is taken out and told so; then the event file is FILE, with him in it.
out_and_back() {
    at 2004-06-02T09:00:00Z
    sed -i '/^  ben:/d; s/who: ben, titles: undecided/who: ann, titles: undecided/' "$E"
    c apply "$E" >/dev/null
    c send >/dev/null
    is "ben is told that he is taken out" "oslo withdrawal" "$(kind_to ben@bold.example)"
    at 2004-06-02T10:00:00Z
    c daily
    at 2004-06-03T09:00:00Z
    cp "$1" "$E"
    c apply "$E" >/dev/null
    c send >/dev/null
}

# Who was taken out and told so had the first one in another time: what becomes of the second counts alone.
two_offers
cp "$E" "$T/with"
out_and_back "$T/with"
is "who is a guest again is offered a seat again" "oslo seat" "$(kind_to ben@bold.example)"
out_of_reach ben@bold.example
is "which comes back" released "$(seat ben)"
at 2004-06-03T10:00:00Z
reply ben@bold.example 'Is there a train from the airport?' | c receive -q
c review 1 dismiss >/dev/null
sed -i '/^seats:/d' "$E"
c apply "$E" >/dev/null
lacks "nobody invites them behind the organizer's back" "invitation  " "$(c plan)"

# Nor does it matter that the first one came back: it was of another time.
two_offers
sed '/^seats:/d' "$E" >"$T/with"
out_of_reach ben@bold.example
at 2004-06-01T10:00:00Z
reply ben@bold.example 'Yes, I will come.' | c receive -q
is "who says yes to it all the same has a seat" taken "$(seat ben)"
out_and_back "$T/with"
is "who is a guest again is invited again" "oslo invitation" "$(kind_to ben@bold.example)"
finish
