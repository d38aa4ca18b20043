#!/bin/sh
# Who asks something while a seat is kept for them does not lose it in the minute in which the organizer has dealt with that.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
sed -i 's/^seats: 10/seats: {count: 1, offer-days: 3}/; s/^  ann: {/  ann: {wave: 2, /; /^  cem:/d; /^  dot:/d' "$E"
c apply "$E" >/dev/null
seat() { c status --json | awk -v id="\"$1\"" '/"id":/ { on = index($0, id) > 0 } on && /"seat":/ { gsub(/[",]/, ""); print $2; exit }'; }
invitation() { mail_to "$1"; }
c send >/dev/null
reply ben@bold.example 'Is there a train from the airport?' | c receive -q
at 2004-06-08T09:00:00Z
c daily
is 'while it waits, the seat is kept' offered "$(seat ben)"
c review 1 dismiss >/dev/null
c daily
is 'and once it is decided' offered "$(seat ben)"
cp -r "$W" "$T/kept"
at 2004-06-09T20:00:00Z
reply ben@bold.example 'Yes, I will come.' | c receive -q
is 'a yes on the next day has it' taken "$(seat ben)"
rm -rf "$W"
cp -r "$T/kept" "$W"
at 2004-06-10T09:00:00Z
c daily
is 'after that it is not kept any more' expired "$(seat ben)"
is 'and goes to the next' offered "$(seat ann)"
finish
