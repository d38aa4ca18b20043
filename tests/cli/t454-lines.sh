#!/bin/sh
# What an organizer writes line by line is read so, in both parts of a mail and on the page; what was wrapped is not.
. "$(dirname "$0")/../workspace.sh"
E=$W/events/oslo.yaml
workspace
cat >>"$E" <<'EOF'
about: |
  This year we meet in the old house by the water again, where all of the
  windows can be opened.

  Bring:
  - a pen
  - paper, of which there is never
    enough

  Hotel Adler
  Havnegata 12
by-invitation: |
  * core
  * friends <of> it

  Ask me.
EOF
c apply "$E" >/dev/null
c send >/dev/null
part() { # part FILE TYPE
    python3 -c 'import email, email.policy, sys
m = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
for p in m.walk():
    if p.get_content_type() == sys.argv[2]:
        print(p.get_content().replace(" \n", " "))' "$1" "$2"
}
I=$(mail_to ann@able.example)
has "lines of text" 'This year we meet in the old house by the water again, where all of the windows can be opened.

Bring:
- a pen
- paper, of which there is never enough

Hotel Adler
Havnegata 12

* core
* friends <of> it

Ask me.' "$(part "$I" text/plain)"
html=$(part "$I" text/html)
has "lines of HTML" '<p>Bring:<br>- a pen<br>- paper, of which there is never enough</p>' "$html"
has "an address" '<p>Hotel Adler<br>Havnegata 12</p>' "$html"
has "whom it is for" '<p>* core<br>* friends &lt;of&gt; it<br><br>Ask me.</p>' "$html"
has "the calendar" 'again\, where all of the windows can be opened.\n\nBring:\n- a pen\n- paper\, of which there is never enough\n\nHotel Adler\nHavnegata 12' \
    "$(part "$I" text/calendar | tr -d '\r' | sed ':a;N;$!ba;s/\n //g')"
c page -o "$T/page" >/dev/null
has "the page" '<p>Hotel Adler<br>Havnegata 12</p>' "$(cat "$T"/page* "$T"/page/* 2>/dev/null)"
at 2004-06-01T10:00:00Z
c announce all -m 'Zeile eins
Zeile zwei

1. Erstens.
2. Zweitens.' >/dev/null
A=$(mail_to ann@able.example)
has "a note" 'Zeile eins
Zeile zwei

1. Erstens.
2. Zweitens.' "$(part "$A" text/plain)"
has "a note in HTML" '<p>Zeile eins<br>Zeile zwei</p>' "$(part "$A" text/html)"
at 2004-06-02T10:00:00Z
printf 'status: cancelled\nstatus-note: >\n  The house is\n  closed.\n' >>"$E"
c apply "$E" >/dev/null
c send >/dev/null
has "what YAML folded is one line" 'The house is closed.' "$(part "$(mail_to ann@able.example)" text/plain)"
finish
