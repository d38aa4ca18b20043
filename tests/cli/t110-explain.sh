# convoke explain: one answer a file, for people and as JSON.
. "$(dirname "$0")/../lib.sh"
mail=$ROOT/tests/mail

# A calendar answer through the module.
json=$(convoke explain --json "$mail/read-calendar-yes.eml")
has 'a calendar answer is one' '"kind":"calendar","partstat":"ACCEPTED","sure":true' "$json"
has 'its property is named' 'PARTSTAT=ACCEPTED (calendar answer)' "$json"
has 'the file is named' "\"file\":\"$mail/read-calendar-yes.eml\"" "$json"
has 'the token was found' '"token":"abcdefgh234567xy","token_from":"address"' "$json"

# For people.
text=$(convoke explain "$mail/read-calendar-yes.eml")
has 'people read words' 'would be written down: comes (ACCEPTED)' "$text"
is 'no line is longer than 80 columns' '' "$(printf '%s\n' "$text" | awk 'length > 80')"
printf 'From: a@x.example\nSubject: \033[31mred\033[0m\n\nnone\n' >"$T/escape.eml"
lacks 'nothing steers the terminal' "$(printf '\033')" "$(convoke explain "$T/escape.eml")"

# Where bytes come from, and what they may be.
is 'standard input by default' "$(convoke explain --json - <"$mail/read-calendar-yes.eml")" \
    "$(convoke explain --json <"$mail/read-calendar-yes.eml")"
: >"$T/empty"
printf '\377\376\000\001' >"$T/bytes"
status 'any bytes have a meaning' 0 convoke explain --json "$T/empty" "$T/bytes" "$mail/read-calendar-yes.eml"
is 'one line a file' 3 "$(grep -c '^{"file":' "$T/out")"
has 'no message is unreadable' '"kind":"unreadable"' "$(head -1 "$T/out")"

# A file that is not there: EX_NOINPUT, and the others are explained.
status 'a missing file' 66 convoke explain --json "$T/missing" "$T/empty"
has 'is named' "$T/missing: No such file" "$(cat "$T/err")"
is 'and the others have their lines' 1 "$(wc -l <"$T/out" | tr -d ' ')"
status 'a folder is no file' 66 convoke explain "$T"
status 'an unknown option' 64 convoke explain --jason

finish
