#!/bin/sh
# Seats: offers in waves, the waiting list, promotion, and that nobody loses what they were told.
. "$(dirname "$0")/../workspace.sh"
workspace

# A meeting of two seats, offered for seven days each, to four people who are ranked.
file=$W/events/oslo.yaml
sed -i 's/^seats: 10/seats: {count: 2, offer-days: 7}/; s/^reminders:.*//; s/^  ann: {/  ann: {wave: 2, /' "$file"
c apply "$file" >"$T/applied"
seat() { c status --json | awk -v id="\"$1\"" '/"id":/ { on = index($0, id) > 0 } on && /"seat":/ { gsub(/[",]/, ""); print $2; exit }'; }
invitation() { grep -l "^X-Convoke: oslo \(seat\|invitation\)" $(grep -l "^Delivered-To: $1" "$W"/outbox/*.eml) | tail -n 1; }

has 'apply says what is new' 'seats: “10” -> “2”' "$(cat "$T/applied")"
c daily
is 'nobody gets mail before the organizer sends' 0 "$(ls "$W/outbox" 2>/dev/null | wc -l | tr -d ' ')"
plan=$(c plan)
has 'plan offers the first seats, by wave' 'seat            Ben Bold' "$plan"
has 'and says why' 'they are next, and a seat is free' "$plan"
lacks 'not to who comes later' 'Ann Able' "$plan"
has 'one of them alone begins nothing' 'the first offers go out together' "$(c send --only ben)"
has 'nor would' 'the first offers go out together' "$(c send -n --only ben)"
c daily
is 'so that cron sends nothing, either' 0 "$(count_to '.*')"
c send >"$T/sent"
is 'as many offers as seats' 2 "$(grep -c '^sent *seat' "$T/sent")"
c send >"$T/again"
has 'sending again offers nothing' 'Nothing is owed' "$(cat "$T/again")"
m=$(mail_to ben@bold.example)
has 'the offer says until when' 'Your seat is kept until Tuesday, 8 June' "$(cat "$m")"
has 'and has a calendar object' 'METHOD:REQUEST' "$(cat "$m")"
is 'one announcement to all leaves the later ones out' 'to 2' "$(c announce all --dry-run >"$T/out"; grep -o 'to [0-9]*' "$T/out")"
has 'and says so' 'not invited yet (seats are offered in turn)' "$(cat "$T/out")"

at 2004-06-02T09:00:00Z
reply ben@bold.example 'Sorry, I cannot come.' | c receive -q
is 'a decline invites the next at once' 1 "$(count_to dot@dash.example)"
has 'who gets their own seven days' 'Your seat is kept until Wednesday, 9 June' "$(cat "$(mail_to dot@dash.example)")"
reply cem@celik.example 'Ja, ich komme gern.' | c receive -q
is 'a yes takes the seat' taken "$(seat cem)"
lacks 'without a word of waiting' 'Warteliste' "$(cat "$(mail_to cem@celik.example)")"

# Late.
at 2004-06-09T20:00:00Z
c daily
is 'the last day is not over' offered "$(seat dot)"
at 2004-06-09T22:00:00Z
c daily
is 'then the offer ends' expired "$(seat dot)"
is 'and the next one is offered the seat' offered "$(seat ann)"
at 2004-06-10T05:00:00Z
c daily
is 'by a mail in the morning' 1 "$(count_to ann@able.example)"
reply dot@dash.example 'Yes, I will come.' | c receive -q
is 'a later yes goes to the list' waiting "$(seat dot)"
m=$(mail_to dot@dash.example)
has 'and the echo says so' 'waiting list' "$(cat "$m")"
has 'with the place' '(place 1)' "$(tr '\n' ' ' <"$m")"
lacks 'and does not look forward' 'I look forward' "$(cat "$m")"
is 'who waits is not told the agenda of those who come' 'to 1' "$(c announce accepted --dry-run | grep -o 'to [0-9]*')"
status=$(c status)
has 'status counts seats' '2 seats: 1 taken, 1 offered, 0 free; 1 waits' "$status"
has 'and lists who waits' 'On the waiting list' "$status"
has 'and until when an offer stands' 'offered until 2004-06-17' "$status"

# An address that fails, then a promotion.
at 2004-06-10T09:00:00Z
envelope=$(header "$(mail_to ann@able.example)" Return-Path)
printf 'From: MAILER-DAEMON@able.example\nTo: %s\nSubject: Undelivered\nMessage-ID: <dsn1@able.example>\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nNo such user.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; able.example\n\nFinal-Recipient: rfc822; ann@able.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n--b--\n' \
    "$(echo "$envelope" | tr -d '<>')" | c receive -q --recipient "$(echo "$envelope" | tr -d '<>')"
is 'a dead address gives the seat to who waits' taken "$(seat dot)"
m=$(mail_to dot@dash.example)
has 'who learns it at once' 'a seat at Oslo 2004' "$(tr '\n' ' ' <"$m")"
has 'with a calendar entry that is accepted' 'PARTSTAT=ACCEPTED' "$(tr -d '\r\n' <"$m" | sed 's/ //g')"
has 'in the thread of their invitation' "$(header "$(invitation dot@dash.example)" Message-ID)" "$(header "$m" References)"
why=$(c why dot)
has 'why tells the whole story' 'they did not say yes in time' "$why"
has 'up to the promotion' 'there is a seat for them now, and it is their turn' "$why"

# Fewer seats.
sed -i 's/count: 2/count: 1/' "$file"
c apply "$file" >"$T/applied" 2>"$T/warned"
has 'apply warns' 'nobody loses theirs' "$(cat "$T/applied" "$T/warned" | tr '\n' ' ')"
is 'nobody loses a seat' 'taken taken' "$(seat cem) $(seat dot)"
has 'status says so' '1 more than there are' "$(c status)"
is 'both in 80 columns' '' "$(c status | grep seats | cat - "$T/applied" | grep -E '.{81}')"
sed -i '/^  dot:/d' "$file"
c apply "$file" >/dev/null
c send >/dev/null
c daily
is 'but who is taken out and told so does' taken "$(seat cem)"
has 'and the rest stands' '1 seat: 1 taken, 0 offered, 0 free' "$(c status)"

# Written down by the organizer: told by mail, since there is no echo.
c answer ben yes --because 'phoned' >"$T/out"
has 'the organizer hears of the list' 'waiting list' "$(cat "$T/out")"
c daily
has 'and so does the guest' 'you are on the waiting list' "$(header "$(mail_to ben@bold.example)" Subject)"
c export --format json >"$T/json" 2>/dev/null || c export json >"$T/json"
has 'exported, too' '"seat": "waiting"' "$(cat "$T/json")"
finish
