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
finish
