#!/bin/sh
# A good file can still not be what was meant: last year's dates, a day to answer by that has passed, a language that
# nobody has words for. check and apply say so, and take it all the same.
. "$(dirname "$0")/../workspace.sh"
workspace
f=$T/next.yaml
sed 's/^meeting: .*/meeting: next/' "$W/events/oslo.yaml" >"$f"
is 'nothing to say of a file with all ahead' "$f: good: 4 guests, 2 days, 4 sessions" "$(convoke check "$f")"

sed -i 's/2004-07-1/2003-07-1/g; s/^answer-by:.*/answer-by: 2003-06-30/' "$f"
out=$(convoke check "$f")
has 'a meeting of last year' "$f: warning: this meeting is over since 2003-07-15: nobody is invited to it" "$out"
has 'it is good for all that' "$f: good" "$out"
status 'apply takes it' 0 c apply "$f"
has 'and says so' 'this meeting is over since 2003-07-15' "$(cat "$T/err")"
sed -i 's/title: Queues/title: Stacks/' "$f"
status 'afterwards' 0 c apply "$f"
is 'it is known' '' "$(cat "$T/err")"

g=$T/late.yaml
sed 's/^meeting: .*/meeting: late/; s/^answer-by:.*/answer-by: 2004-05-20/' "$W/events/oslo.yaml" >"$g"
has 'no day to answer by is left' "$g: warning: answer-by, 2004-05-20, has passed: invitations name no day" "$(convoke check "$g")"
status 'apply takes that, too' 0 c apply "$g"
has 'and says it' 'answer-by, 2004-05-20, has passed' "$(cat "$T/err")"

h=$T/words.yaml
sed 's/^meeting: .*/meeting: words/; s/^name:.*/&\nlanguage: jp/; s/language: de/language: fr/; s/^  ann: {/&language: de-AT, /' "$W/events/oslo.yaml" >"$h"
out=$(convoke check "$h")
has 'a meeting in a language without words' "$h: warning: there are no words in the language jp: mail is in English
help: there are de, en; convoke-templates(5) tells how to add some" "$out"
has 'a guest' "$h: warning: there are no words in the language fr (cem)" "$out"
lacks 'but for those that are near' 'de-AT' "$out"
mkdir -p "$W/templates/fr"
cp "$ROOT/templates/en/words" "$W/templates/fr/words"
status 'with words of your own' 0 c apply "$h"
lacks 'there are some' 'language fr' "$(cat "$T/err")"
finish
