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

# The A-labels and the U-labels of a domain are one domain (RFC 5890), whoever writes which.
sed -i "s|^relay=.*|relay=dir:$W/outbox|" "$W/convoke.conf"
cat >"$W/events/oslo.yaml" <<'EOF'
meeting: oslo
name: Oslo
zone: UTC
organizer: Olga Owner <olga@host.example>
dates: 2004-07-14
guests:
  dan: Dan Dash <dan@bücher.example>
  eva: Eva Eagle <eva@xn--bcher-kva.example>
  fay: Fay Fox <fay@bücher.example>
EOF
at 2004-06-01T09:00:00Z
c apply "$W/events/oslo.yaml" >/dev/null
c send oslo >/dev/null
FROM=dan@xn--bcher-kva.example reply dan@xn--bcher-kva.example 'Yes, I will come.' | c receive
FROM=eva@bücher.example reply eva@xn--bcher-kva.example 'Yes, I will come.' | c receive
press fay@xn--bcher-kva.example ACCEPTED | sed 's/^To:.*/To: meet@host.example/' | c receive
is 'nobody is a stranger' 'dan ACCEPTED eva ACCEPTED fay ACCEPTED' \
    "$(sqlite3 "$W/convoke.sqlite" "SELECT guest, partstat FROM answer WHERE meeting = 'oslo' AND counts ORDER BY guest" | tr '|\n' '  ' | sed 's/ $//')"
is 'nor waits anything' 0 "$(sqlite3 "$W/convoke.sqlite" 'SELECT count(*) FROM review')"
sed -i 's/^  eva:.*/  eva: Eva Eagle <dan@xn--bcher-kva.example>/' "$W/events/oslo.yaml"
has 'an address of two' 'it can be of one guest only' "$(c check "$W/events/oslo.yaml" 2>&1)"
finish
