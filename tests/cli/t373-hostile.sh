#!/bin/sh
# Mail that means harm. What a message says goes into columns, terminals, tables, calendars, pages and mails:
# nowhere may it be more than words. And what a message costs is bounded, and said to the organizer.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z

# Everything that any of our outputs could stumble over, in one line. EVIL and the words around it are what is
# looked for afterwards.
esc=$(printf '\033')
bell=$(printf '\007')
c1=$(printf '\302\233') # CSI as one character
bidi=$(printf '\342\200\256')
evil="EVIL${esc}[31m${bell}${c1}2J${bidi}<script>alert(1)</script><img src=x onerror=alert(1)>'; DROP TABLE answer; --\",=1+1\`id\`{{subject}}{{{text}}}%0d%0aBcc: x@evil.example"

hostile() { # hostile ADDRESS WORDS: from a name, with a subject and an attachment that are as bad
    m=$(invitation "$1")
    printf 'From: "%s" <%s>\nTo: %s\nSubject: =?utf-8?B?%s?=\nMessage-ID: <%s@evil.example>\nIn-Reply-To: %s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n%s\n--b\nContent-Type: application/pdf; name="../../../etc/passwd"\nContent-Disposition: attachment; filename*=utf-8%s%s\n\nx\n--b--\n' \
        "$(printf '%s' "$evil" | tr -d '"')" "$1" "$(header "$m" Reply-To)" "$(printf 'Re: \r\nBcc: x@evil.example\r\n\r\n%s' "$evil" | base64 -w0)" \
        "$(serial)" "$(header "$m" Message-ID)" "$2" "''" '..%2F%0D%0ABcc:%20x%1B[31m.pdf'
}
hostile ann@able.example "=Yes, I will come. $evil

Can we talk about $evil? Is there a train, $evil? I only eat $evil." >"$T/ann.eml"
hostile ben@bold.example "=cmd|' /C calc'!A1 $evil" >"$T/ben.eml"
hostile dot@dash.example "I will come. My talk: $evil" >"$T/dot.eml"
for guest in ann ben dot; do
    status "$guest: it is taken" 0 sh -c "convoke -C '$W' receive < '$T/$guest.eml'"
    cat "$T/out" "$T/err" >>"$T/printed"
done
press cem@celik.example ACCEPTED | sed "s|^DTSTART|COMMENT:=HYPERLINK(1) $(printf '%s' "$evil" | sed 's/[&|\\]/\\&/g')\\\\nX-EVIL:1\\
&|" | c receive -q

# A server's words about an address.
m=$(invitation cem@celik.example)
path=$(sed -n 's/^Return-Path: <\(.*\)>\r*$/\1/p' "$m")
printf 'Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: %s\nSubject: Undelivered Mail Returned to Sender\nMessage-ID: <report@mx.example>\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; cem@celik.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 %s\n\n--b--\n' \
    "$path" "$evil" | c receive -q -r "$path"

# As if the words had been understood in the most dangerous way.
sqlite3 "$W/convoke.sqlite" "INSERT INTO received (identity, received_at, meeting, guest, kind, outcome, meaning, size) VALUES ('<p@x>', 1086163200, 'oslo', 'dot', 'reply', 'noted', '{}', 0);
    INSERT INTO proposal (received, meeting, guest, kind, words, at) SELECT max(id), 'oslo', 'dot', 'topic', '$(printf '%s' "$evil" | sed "s/'/''/g")', 1086163200 FROM received;
    INSERT INTO proposal (received, meeting, guest, kind, words, at) SELECT max(id), 'oslo', 'dot', 'question', '$(printf '%s' "$evil" | sed "s/'/''/g")', 1086163200 FROM received;
    INSERT INTO proposal (received, meeting, guest, kind, words, at) SELECT max(id), 'oslo', 'dot', 'title', '=$(printf '%s' "$evil" | sed "s/'/''/g")', 1086163200 FROM received"
{ hostile ann@able.example 'Hm.' | sed "s/^From: \(.*\) <.*/From: \1 <x@evil.example>/; s/^In-Reply-To:.*//; s/^To:.*/To: meet@host.example/"; } | c receive -q
n=$(c review | sed -n 's/^\([0-9]*\)  EVIL.*/\1/p')
status "a stranger's mail waits, and is dismissed" 0 c review "$n" dismiss
cat "$T/out" >>"$T/printed"
has "under their name" EVIL "$(cat "$T/out")"
c answer ben yes --because "=2+2 $evil" >>"$T/printed" 2>&1

# The terminal.
for command in status "why ann" "why ben" "why cem" "why dot" review questions topics plan; do
    c $command >"$T/one" 2>&1
    cat "$T/one" >>"$T/printed"
done
convoke explain "$T/ann.eml" "$T/ben.eml" >>"$T/printed"
has "the words are shown" EVIL "$(cat "$T/printed")"
is "no escape, bell or carriage return reaches the terminal" 0 "$(tr -d '\n\t' <"$T/printed" | LC_ALL=C grep -c "[$(printf '\001')-$(printf '\037')]")"
is "nor a control of the second set, nor one that turns the line" 0 "$(grep -cE "$c1|$bidi" "$T/printed")"

{ c status --json && c outbox --json && c export json && convoke explain --json "$T/ann.eml"; } >"$T/json" # data, in which only JSON's own rules hold
is "nor does a raw one stand in JSON" 0 "$(tr -d '\n\t' <"$T/json" | LC_ALL=C grep -c "[$(printf '\001')-$(printf '\037')]")"
is "of either set, nor one that turns the line" 0 "$(grep -cE "$c1|$bidi" "$T/json")"
has "they are escaped" '\u202e' "$(cat "$T/json")"

# The database.
is "no statement was carried out" 1 "$(sqlite3 "$W/convoke.sqlite" "SELECT count(*) FROM sqlite_master WHERE name = 'answer'")"
is "nothing was written outside" "" "$(find "$T" -name 'passwd*' -o -name '*.pdf')"

# For other programs.
c export csv >"$T/csv" && c export json >"$T/json" && c export ics >"$T/ics"
cat >"$T/read.py" <<'END'
import csv, json, sys
cells = [cell for row in csv.reader(open(sys.argv[1], newline="", encoding="utf-8-sig")) for cell in row]
print("formulas:", sum(cell[:1] in "=+-@\t\r" and cell != "" for cell in cells))
print("evil:", any("EVIL" in cell for cell in cells))
json.load(open(sys.argv[2]))
END
is "csv: no cell is a formula, json is json" "formulas: 0
evil: True" "$(python3 "$T/read.py" "$T/csv" "$T/json" 2>&1)"
is "ics: nothing of it makes a line" "" "$(grep -E '^(X-EVIL|Bcc)' "$T/ics")"

# The page, and the mails: echoes, questions, the digest.
c page >"$T/page" 2>/dev/null
at 2004-06-20T08:00:00Z
c daily >/dev/null 2>&1
mails=$(ls "$W"/outbox/*.eml)
has "somebody was answered" "X-Convoke: oslo echo" "$(cat $mails)"
has "the organizer was told" "X-Convoke: oslo digest" "$(cat $mails)"
cat >"$T/mails.py" <<'END'
import email, email.policy, re, sys
bad = []
for path in sys.argv[1:]:
    raw = open(path, "rb").read()
    mail = email.message_from_bytes(raw, policy=email.policy.compat32)
    head = re.split(rb"\r?\n\r?\n", raw)[0]
    if mail["Bcc"] or re.search(rb"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\xff]", head) or re.search(rb"\r(?!\n)", head):
        bad.append("header " + path)
    if mail.defects or any(part.get_filename() and "/" in part.get_filename() for part in mail.walk()):
        bad.append("form " + path)
    for part in mail.walk():
        text = (part.get_payload(decode=True) or b"").decode("utf-8", "replace")
        if re.search("[\0-\x08\x0b\x0c\x0e-\x1f\x80-\x9f\u202a-\u202e\u2066-\u2069]", text):
            bad.append("control in %s of %s" % (part.get_content_type(), path))
        if part.get_content_type() == "text/html" and re.search("<(script|img)|onerror=[^&]*<", text, re.I):
            bad.append("html " + path)
        if part.get_content_type() == "text/calendar" and re.search("^(X-EVIL|Bcc)", text, re.M):
            bad.append("calendar " + path)
print("\n".join(bad))
END
is "no mail carries more than words" "" "$(python3 "$T/mails.py" $mails)"
is "nor does the page" 0 "$(grep -ciE '<script>alert|onerror=alert\(1\)>' "$T/page")"

# What it may cost.
W=$T/v
workspace
c send >/dev/null
printf '[limits]\nparts=2\n' >>"$W/convoke.conf"
m=$(invitation ann@able.example)
many() {
    printf 'From: ann@able.example\nTo: %s\nSubject: Re: Oslo\nMessage-ID: <many-%s@x.example>\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n%s\n' "$(header "$m" Reply-To)" "$(serial)" "$1"
    for n in 1 2 3; do printf -- '--b\nContent-Type: image/png\n\nx\n'; done
    printf -- '--b--\n'
}
many "Yes, I will come." | c receive -q
is "what lies beyond a limit may take back what was said" NEEDS-ACTION "$(partstat ann)"
has "so that waits, with what was understood" "perhaps: yes" "$(c review)"
c review 1 yes >/dev/null
many "Hm." | c receive -q
has "and what was cut is said" "malformed: too many parts" "$(c review)"
printf '[limits]\nmeaning-bytes=300\n' >>"$W/convoke.conf"
c review 2 dismiss >/dev/null
status "what cannot be read is taken" 0 sh -c "printf 'Subject: x\n\ny\n' | convoke -C '$W' receive"
has "waits for the organizer" "cannot be read" "$(c review)"
has "who is told why" "takes more space than it may" "$(c review)"
is "and is kept" "Subject: x" "$(sqlite3 "$W/convoke.sqlite" "SELECT raw FROM received ORDER BY id DESC LIMIT 1" | head -n 1)"
sed -i 's/^meaning-bytes=.*/meaning-bytes=0/' "$W/convoke.conf"
status "a limit of nothing is none, and the message stays where it is" 75 c receive </dev/null
sed -i '/^meaning-bytes=/d' "$W/convoke.conf"
printf '[receive]\nmax-size=2000\n' >>"$W/convoke.conf"
{ many "No, I can't come." && head -c 5000 /dev/zero | tr '\0' x; } | c receive -q
is "what is too long changes nothing" ACCEPTED "$(partstat ann)"
has "and is said" "malformed: " "$(c review)"
has "status tells how mail is read" "Mail is read in processes without network" "$(c status --verbose)"
finish
