#!/bin/sh
# Our own questions: how they are asked, and what becomes of the answers.
. "$(dirname "$0")/../workspace.sh"
workspace
cat >>"$W/events/oslo.yaml" <<'EOF'
questions:
  days: {ask: Which days will you be there?, choices: [both, only the first]}
  diet: Is there anything that you do not eat?
EOF
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
at 2004-06-02T08:00:00Z
# answers QUESTION: who answered it, and how.
answers() {
    c export json | python3 -c '
import json, sys
for q in json.load(sys.stdin)["questions"]:
    if q["id"] == sys.argv[1]:
        print("; ".join("%s: %s" % (a["guest"], a["words"]) for a in q["answers"]))' "$1"
}
body() { tr -d '\r' <"$(mail_to "$1")" | python3 -c '
import email, email.policy, sys
m = email.message_from_file(sys.stdin, policy=email.policy.default)
print(m.get_body(("plain",)).get_content())' | tr '\n' ' ' | tr -s ' '; }

asked=$(body ann@able.example)
has "the invitation numbers them" "1. Which days will you be there? (both or only the first)" "$asked"
has "all of them" "2. Is there anything that you do not eat?" "$asked"
is "nobody has answered" "" "$(answers days)"

reply ann@able.example "I'm coming.

1. both
2. no nuts, please" | c receive -q
is "numbered answers belong to their question" "ann: both" "$(answers days)"
is "each" "ann: no nuts, please" "$(answers diet)"
echo=$(body ann@able.example)
has "the echo repeats the first" "Which days will you be there? “both”" "$echo"
has "and the second" "Is there anything that you do not eat? “no nuts, please”" "$echo"

reply ben@bold.example "Yes, count me in!

Days: only the first
Diet: vegan" | c receive -q
is "so do named ones" "ann: no nuts, please; ben: vegan" "$(answers diet)"
is "by a name that only the event file knows" "ann: both; ben: only the first" "$(answers days)"

reply dot@dash.example "I will be there.

> 1.  Which days will you be there? (both or only the first)
both
> 2.  Is there anything that you do not eat?
Nothing at all" | c receive -q
is "and those below a quoted question" "ann: both; ben: only the first; dot: both" "$(answers days)"
is "whatever they say" "ann: no nuts, please; ben: vegan; dot: Nothing at all" "$(answers diet)"

reply ann@able.example "Still coming.

2. no nuts, no fish" | c receive -q
at 2004-06-02T09:00:00Z
reply ann@able.example "I'm coming, but:

1. only the first
2. no nuts, no fish" | c receive -q
is "a later answer takes the place of the earlier one" "ann: no nuts, no fish; ben: vegan; dot: Nothing at all" "$(answers diet)"
is "also of another question" "ann: only the first; ben: only the first; dot: both" "$(answers days)"

# beside PARTSTAT WORDS: Cem presses a button, and writes something with it.
beside() {
    printf 'From: cem@celik.example\nTo: %s\nSubject: Re\nMessage-ID: <%s@celik.example>\nDate: %s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n%s\n--b\n' \
        "$(header "$(invitation cem@celik.example)" Reply-To)" "$(serial)" "$(stamp)" "$2"
    press cem@celik.example "$1" "${3:-}" | sed -n '/^Content-Type/,$p'
    echo '--b--'
}
beside ACCEPTED '1. nur den ersten
2. keine Nüsse' | c receive -q
is "a button's words answer as others do" "ann: only the first; ben: only the first; cem: nur den ersten; dot: both" "$(answers days)"
is "each of them" "ann: no nuts, no fish; ben: vegan; cem: keine Nüsse; dot: Nothing at all" "$(answers diet)"
has "the echo repeats them" "„keine Nüsse“" "$(body cem@celik.example)"
beside ACCEPTED '> 1.  Which days will you be there? (both or only the first)
beide
> 2.  Is there anything that you do not eat?
Fisch' 20040602T110000Z | c receive -q
is "below the quoted questions, too" "ann: only the first; ben: only the first; cem: beide; dot: both" "$(answers days)"
press cem@celik.example ACCEPTED 20040602T120000Z | sed 's/^DTSTART/COMMENT:1. beide\\n2. kein Fleisch\n&/' | c receive -q
is "and in the calendar's comment" "ann: no nuts, no fish; ben: vegan; cem: kein Fleisch; dot: Nothing at all" "$(answers diet)"
# Wherever the organizer looks, the answer has what was said beside it.
at 2004-06-03T07:00:00Z
reply dot@dash.example "I will come, but only the first day." | c receive -q
has "status shows what they answered" "days: only the first; diet: vegan" "$(c status)"
has "and what they said beside it" "only the first day" "$(c status | grep Dot)"
has "the history, too" "days: only the first; diet: vegan" "$(c why ben)"
is "programs get it by the question" 'only the first' \
    "$(c status --json | python3 -c 'import json,sys; print(*[g["answers"]["days"] for g in json.load(sys.stdin)["guests"] if g["id"] == "ben"])')"
has "who hear in one form when it was said" '"answered_at": "2004-06-03T07:00:00Z"' "$(c status --json)"
is "and spreadsheets" 'only the first|vegan' \
    "$(c export csv | python3 -c '
import csv, sys
for row in csv.DictReader(sys.stdin):
    if row["id"] == "ben":
        print(row["answer:days"] + "|" + row["answer:diet"])')"
at 2004-06-03T08:00:00Z
c daily >/dev/null
digest=$(body olga@host.example)
has "the digest has what they answered" "Which days will you be there? “only the first”" "$digest"
has "and what they said of themselves" "Dot Dash: coming, “I will come” - only in part: “only the first day”" "$digest"
finish
