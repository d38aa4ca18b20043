#!/bin/sh
# A rebuild sees each message as it was seen when it came, whatever has changed since.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
# What a calendar sends that knows the meeting's public UID and no token: press_plain ADDRESS PARTSTAT DTSTAMP
press_plain() { press "$@" | sed 's/^To: .*/To: meet@host.example/'; }

# A meeting that is closed by now was open then; opened again, it was closed in between.
at 2004-06-02T08:00:00Z
press_plain ben@bold.example ACCEPTED 20040602T080000Z | c receive -q
c close oslo >/dev/null
press_plain cem@celik.example ACCEPTED 20040602T080000Z | c receive -q
is "only the first is known by name" "ben" "$(sql 'SELECT guest FROM answer')"
status "a closed meeting is rebuilt" 0 c rebuild
is "as it was when it was open" "2 messages gone through; all is as it was." "$(cat "$T/out")"
c close --reopen oslo >/dev/null
press_plain ben@bold.example TENTATIVE 20040602T090000Z | c receive -q
status "so is one that is opened again" 0 c rebuild --write
is "as it was when it was closed" "3 messages gone through; all is as it was." "$(cat "$T/out")"
is "it stays open" open "$(sql 'SELECT state FROM meeting')"
c close oslo >/dev/null
c close oslo >/dev/null
is "each change is written down once" "closed open closed " "$(sql "SELECT decision FROM journal WHERE what = 'meeting'" | tr '\n' ' ')"
c rebuild --write >/dev/null
is "and closed it stays" closed "$(sql 'SELECT state FROM meeting')"
c close --reopen oslo >/dev/null

# Of a message that was too long only the beginning is kept: read anew, it is no answer either.
sed -i 's/^#max-size=.*/max-size=4000/' "$W/convoke.conf"
{
    reply ann@able.example "Yes, I will come."
    printf -- '-- \n'
    head -c 6000 /dev/zero | tr '\0' x
} | c receive -q
has "review says why" "longer than max-size" "$(c review)"
status "it is read anew" 0 c rebuild --reread
has "and stays what it was" "all is as it was" "$(cat "$T/out")"
sed -i 's/^max-size=.*/#max-size=/' "$W/convoke.conf"

# Within one second, what came before a revision came before it.
at 2004-06-03T08:00:00Z
reply dot@dash.example "Yes, I will come." | c receive -q
sed -i '/^  dot:/d' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
reply dot@dash.example "No, I cannot come." | c receive -q
is "who is taken out has said yes before" "ACCEPTED" "$(sql "SELECT partstat FROM answer WHERE guest = 'dot'")"
status "the revision is gone through" 0 c rebuild --write
has "in its place" "all is as it was" "$(cat "$T/out")"
finish
