#!/bin/sh
# A slip of the event file that is mended before anybody was told of it costs nobody anything.
. "$(dirname "$0")/../workspace.sh"
workspace
file=$W/events/oslo.yaml
seat() { c status --json | awk -v id="\"$1\"" '/"id":/ { on = index($0, id) > 0 } on && /"seat":/ { gsub(/[",]/, ""); print $2; exit }'; }

# A guest is taken out, and put back a minute later.
sed -i 's/^seats: 10/seats: 1/; s/^reminders:.*//' "$file"
cp "$file" "$T/whole"
c apply "$file" >/dev/null
c send >/dev/null
c answer dot yes --because 'phoned' >/dev/null
c answer ben yes --because 'phoned' >/dev/null
c send >/dev/null
is 'one has the seat, and one waits' 'taken waiting' "$(seat dot) $(seat ben)"
at 2004-06-02T10:00:00Z
sed -i '/^  dot:/d' "$file"
has 'apply says until when the seat is kept' 'The seat of 1 guest who is taken out is kept until convoke send has told them.' "$(c apply "$file" | tr '\n' ' ')"
has 'and so does status' '1 taken, 0 offered, 0 free; 1 waits. The seat of 1 guest' "$(c status | tr -s '\n ' ' ')"
is 'nobody has it before she was told' waiting "$(seat ben)"
lacks 'and nothing else says so' 'promoted' "$(c plan)"
at 2004-06-02T10:01:00Z
c apply "$T/whole" >/dev/null
is 'back in the file she has her seat' 'taken waiting' "$(seat dot) $(seat ben)"
is 'and nobody hears of it' 'Nothing is owed to anybody right now.' "$(c send)"

# Taken out for good.
at 2004-06-03T10:00:00Z
c apply "$file" >/dev/null
has 'she is told' 'withdrawal   dot@dash.example' "$(c send)"
c daily
is 'and then who waits has the seat' taken "$(seat ben)"
has 'and learns it' 'a seat is yours' "$(header "$(mail_to ben@bold.example)" Subject)"
at 2004-06-03T11:00:00Z
c apply "$T/whole" >/dev/null
c daily
c send >/dev/null
is 'which is too late for her' taken "$(seat ben)"
has 'who is invited again' Invitation_again "$(header "$(mail_to dot@dash.example)" Subject)"

# The dates slip into the past.
at 2004-06-04T10:00:00Z
sed 's/2004-07-1/2004-05-2/; s/2004-07-1/2004-05-2/; s/^zone:/notices: {thanks: 1}\n&/; /^answer-by/d' "$T/whole" >"$file"
has 'apply warns' 'warning: its last day, 2004-05-25, is past' "$(c apply "$file")"
lacks 'once' 'warning' "$(sed 's/^name: Oslo/name: Great Oslo/' "$file" >"$T/named"; c apply "$T/named")"
c daily
is 'nobody is thanked for what they know to be ahead' 0 "$(grep -l '^X-Convoke: oslo thanks' "$W"/outbox/*.eml | wc -l)"
sed 's/^zone:/notices: {thanks: 1}\n&/' "$T/whole" >"$file"
c apply "$file" >/dev/null
at 2004-07-16T10:00:00Z
c daily
is 'but when it is over' 1 "$(grep -l '^X-Convoke: oslo thanks' "$W"/outbox/*.eml | wc -l)"
sed 's/^meeting: oslo/meeting: bern/' "$T/whole" >"$T/late"
has 'a new meeting that is over is none to plan' 'is past: nobody is invited' "$(c apply "$T/late" | tr '\n' ' ')"
lacks 'and nothing else is said of it' 'Next:' "$(sed 's/^meeting: oslo/meeting: ulm/' "$T/whole" >"$T/late"; c apply "$T/late")"
finish
