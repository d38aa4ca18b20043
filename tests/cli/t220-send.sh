#!/bin/sh
# send, plan and show: who gets what, once.
. "$(dirname "$0")/../workspace.sh"
workspace

plan=$(c plan)
is "four invitations are owed" 4 "$(printf '%s\n' "$plan" | grep -c '^  invitation ')"
has "each with its reason" "was not invited yet" "$plan"
c show ann invitation >"$T/shown"
status "a dry run sends nothing" 0 c send --dry-run
is "nothing was written" 0 "$(count_to '.*')"
status "one at a time" 0 c send --limit 1
is "a dry run tells what waits" "would send 3 that wait in the outbox of oslo (convoke plan oslo)" "$(c send -n)"
first=$(sqlite3 "$W/convoke.sqlite" "SELECT person FROM outbox WHERE state = 'sent'")
is "but not to whom it does not go" "" "$(c send -n --only "$first")"
has "who has theirs is owed nothing, which says nothing of the others" "Nothing is owed to " "$(c send --only "$first")"
lacks "as it does" "anybody" "$(c send --only "$first")"
is "one went out" 1 "$(count_to '.*')"
status "to one person only" 0 c send --only "Dot Dash"
is "it went to the first address" 1 "$(count_to dot@dash.example)"
is "and to no other of hers" 0 "$(count_to dot@home.example)"
status "the rest" 0 c send
is "everybody has one" 4 "$(count_to '.*')"
status "again" 0 c send
has "nothing is owed" "Nothing is owed" "$(cat "$T/out")"
is "nobody has two" 4 "$(count_to '.*')"
# What mails have in common is made once for all that are sent, and for each that is shown.
for guest in ann:ann@able.example ben:ben@bold.example cem:cem@celik.example dot:dot@dash.example; do
    sqlite3 "$W/convoke.sqlite" "UPDATE outbox SET state = 'queued' WHERE person = '${guest%%:*}'"
    c show "${guest%%:*}" invitation >"$T/shown" 2>&1 || true
    is "show is what was sent to ${guest#*:}" "" "$(tail -n +3 "$(mail_to "${guest#*:}")" | diff - "$T/shown")"
done

m=$(mail_to ann@able.example)
token=$(sqlite3 "$W/convoke.sqlite" "SELECT token FROM invitation WHERE guest = 'ann'")
has "Reply-To has the token" "meet+$token@host.example" "$(header "$m" Reply-To)"
has "so has the Message-ID" "<$token." "$(header "$m" Message-ID)"
has "the bounce address is another" "Return-Path: <meet+b." "$(sed -n 1p "$m")"
lacks "which does not tell the token" "$token" "$(sed -n 1p "$m")"
has "List-Id" "<oslo.host.example>" "$(header "$m" List-Id)"
has "List-Unsubscribe" "mailto:" "$(header "$m" List-Unsubscribe)"
is "List-Post" NO "$(header "$m" List-Post)"
is "Auto-Submitted" auto-generated "$(header "$m" Auto-Submitted)"
is "it has no 8-bit byte" "" "$(LC_ALL=C grep -n '[^ -~[:space:]]' "$m" | head -n 1)"
is "all lines end in CRLF" 0 "$(tail -n +3 "$m" | grep -vc "$(printf '\r')\$")"
has "German for who reads German" "Content-Language: de" "$(cat "$(mail_to cem@celik.example)")"
lacks "nobody sees another guest's address" "ben@bold.example" "$(cat "$m")"

status "an unknown person" 66 c show zoe invitation
status "an unknown kind" 64 c show ann poem
status "an echo needs a message" 66 c show ann echo
status "a name that fits two" 66 c show a invitation
finish
