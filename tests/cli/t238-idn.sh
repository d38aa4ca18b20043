#!/bin/sh
# Domains beyond ASCII: in the envelope, too, they go as A-labels (RFC 5891); letters before the @ do not go at all
# where the relay does not offer SMTPUTF8, and hold up nobody.
. "$(dirname "$0")/../workspace.sh"
convoke init --address meet@host.example "$W" >/dev/null
cat >"$W/events/m.yaml" <<'EOF'
meeting: m
name: Meeting
zone: UTC
organizer: Olga Owner <olga@host.example>
dates: 2004-07-14
guests:
  ann: Ann Able <ann@grüße.example>
  ben: Ben Bold <bén@bold.example>
  cem: Cem Celik <cem@celik.example>
EOF
c apply "$W/events/m.yaml" >/dev/null
mkdir "$T/kept"
mkfifo "$T/stop"
"$ROOT/tests/helper/smtpd" --keep "$T/kept" --log "$T/log" <"$T/stop" >"$T/port" &
exec 3>"$T/stop"
wait_for [ -s "$T/port" ]
sed -i "s|^#*relay=.*|relay=smtp://127.0.0.1:$(cat "$T/port")?starttls=off|" "$W/convoke.conf"
status 'three invitations' 0 c send
has 'the recipient is in ASCII' 'RCPT TO:<ann@xn--' "$(cat "$T/log")"
is 'so is all else' '' "$(LC_ALL=C grep -n '[^ -~[:space:]]' "$T"/kept/* "$T/log" | head -n 3)"
is 'one fails by itself' 'ben failed' "$(sqlite3 -separator ' ' "$W/convoke.sqlite" "SELECT person, state FROM outbox WHERE state <> 'sent'")"
has 'in clear words' 'does not take addresses with letters outside ASCII before the @ (SMTPUTF8, RFC 6531)' \
    "$(sqlite3 "$W/convoke.sqlite" 'SELECT words FROM outbox')"
lacks 'and no such address was told to it' 'bold.example' "$(cat "$T/log")"
exec 3>&-
finish
