#!/bin/sh
# Every kind of mail, in English and in German: the linter is content with each, and all that read it read the
# same: Python, our own inbox, mutt, and the calendar libraries libical and icalendar.
. "$(dirname "$0")/../every-mail.sh"
AGREE=$ROOT/tests/helper/read-agree
for tool in mutt tidy /usr/bin/python3; do
    command -v "$tool" >/dev/null || { skip "every mail" "no $tool" && finish && exit; }
done
/usr/bin/python3 -c 'import icalendar' 2>/dev/null || { skip "every mail" "no python3-icalendar" && finish && exit; }

# gather LANGUAGE: the mails without the lines of their envelope, by name in the order in which they left, and an
# HTML part of each kind.
gather() {
    mkdir -p "$T/mails/$1"
    /usr/bin/python3 - "$T/mails/$1" "$W"/outbox/*.eml <<'EOP'
import email, email.policy, os, sys
for name in sys.argv[2:]:
    with open(name, "rb") as file:
        mail = file.read().split(b"\r\n", 2)[2]
    message = email.message_from_bytes(mail, policy=email.policy.default)
    kind, sent = message["X-Convoke"].split()[1], message["Date"].datetime.timestamp()
    with open("%s/%d.%s.%s" % (sys.argv[1], sent, kind, os.path.basename(name)), "wb") as file:
        file.write(mail)
    with open("%s/%s.html" % (sys.argv[1], kind), "w", encoding="utf-8") as part:
        part.write(message.get_body(("html",)).get_content())
EOP
}
about() { sed -n "s/^.*\/$1\/[0-9]*\.$2\.[^:]*: //p" "$3"; } # about LANGUAGE KIND FILE: what it says of these

for language in en de; do
    every_mail $language
    gather $language
done
export B
"$B/tests/unit/test-lint" mails "$T"/mails/en/*.eml >"$T/lint" 2>&1
"$B/tests/unit/test-lint" mails "$T"/mails/de/*.eml >>"$T/lint" 2>&1
"$AGREE" "$T"/mails/*/*.eml >"$T/agree" 2>&1
for language in en de; do
    for kind in $(mail_kinds); do
        ok "$language: there is a mail of the kind $kind" test -n "$(ls "$T/mails/$language" | grep "\.$kind\.")"
        is "$language: the linter is content with $kind" "" "$(about $language $kind "$T/lint")"
        is "$language: all read $kind alike" "" "$(about $language $kind "$T/agree")"
    done
done
is "the linter has nothing else to say" "" "$(cat "$T/lint")"
is "nor have the readers" "" "$(cat "$T/agree")"

# Old Outlooks know "align" alone, which HTML5 left out.
for part in "$T"/mails/*/*.html; do
    tidy -utf8 -errors -quiet --show-warnings yes "$part" 2>&1 | grep -v 'attribute "align"' | sed "s|^|$part: |"
done >"$T/tidy"
is "the HTML parts are valid" "" "$(cat "$T/tidy")"

# That they can disagree: a mail of which each reader must make something else.
first=$(ls "$T"/mails/en/*.invitation.*.eml | head -n 1)
sed 's/^DTSTART:2004/DTSTART;X-A="b:c;VALUE=DATE:2004/; s/charset=utf-8; format=flowed/charset=iso-8859-1/' "$first" >"$T/broken.eml"
"$AGREE" "$T/broken.eml" >"$T/broken" 2>&1
ok "a mail that is read in two ways is found" test -s "$T/broken"
has "and so is one that breaks a rule" parameters-quoted "$("$B/tests/unit/test-lint" mail <"$T/broken.eml")"

# The rules for organizers: in the manual, and by the commands.
is "convoke-show(1) has every rule, and what it prevents" "" "$("$B/tests/unit/test-lint" rules | while IFS= read -r rule; do
    grep -A1 -x "\.It ${rule%%: *}" "$ROOT/man/convoke-show.1" | grep -qxF "${rule#*: }." || echo "$rule"
done)"
W=$T/own
at 2004-06-01T09:00:00Z
workspace
status "a mail that keeps the rules" 0 c show ann invitation --check
has "and they are counted" "invitation to ann@able.example: good, by 32 rules" "$(cat "$T/out")"
status "as do all in a rehearsal" 0 c rehearse
mkdir -p "$W/templates/en"
sed '1a <p><img src="https://host.example/see.gif" alt="We see you."></p>' "$ROOT/templates/en/reminder.html" >"$W/templates/en/reminder.html"
status "a template with a picture: a rehearsal finds it" 65 c rehearse
is "once for all mails" 1 "$(grep -c 'nothing-remote' "$T/out")"
has "and counts them" "reminder to Ann Able and 8 more mails should not go out like this:" "$(cat "$T/out")"
status "for programs, too" 65 c rehearse --json
has "with each mail" '"rule": "nothing-remote"' "$(cat "$T/out")"
status "a reminder of what was not sent is none" 73 c show dot reminder
has "as is said" "no invitation of theirs has left" "$(cat "$T/err")"
c send >/dev/null
at 2004-06-17T09:00:00Z
status "the mail alone" 65 c show dot reminder --check
has "breaks the rule" "nothing-remote: the HTML has <img" "$(cat "$T/out")"
has "and why that is bad" "readers are tracked" "$(cat "$T/out")"
finish
