# The mails that convoke composes (tests/mail/compose-*.eml, kept true by tests/unit/test-compose.c) as
# other people's programs read them: Python's email and icalendar packages, mutt, ripmime.
# REGEN=1 rewrites compose-*.read, which is what Python reads; look at the difference.
. "$(dirname "$0")/../lib.sh"
HELPER=$ROOT/tests/helper

words() { tr -s ' \n' '\n\n' | sed '/^>*$/d'; } # without quote marks: mutt breaks lines anew

have_icalendar() { /usr/bin/python3 -c 'import icalendar' 2>/dev/null; }

by_python() { # by_python NAME EML
    if have_icalendar; then
        [ -z "${REGEN:-}" ] || "$HELPER/read-mail" "$2" >"${2%.eml}.read"
        is "Python reads $1" "$(cat "${2%.eml}.read")" "$("$HELPER/read-mail" "$2")"
    else
        skip "Python reads $1" "no python3-icalendar"
    fi
    lacks "Python has nothing to say against $1" DEFECT "$("$HELPER/read-mail" "$2")"
}

by_mutt() {
    if ! command -v mutt >/dev/null; then
        skip "mutt reads $1" "no mutt"
        return
    fi
    { echo 'From meet@convoke.example Tue Jun  1 09:00:00 2004' && tr -d '\r' <"$2"; } >"$T/mbox"
    mkdir -p "$T/Mail" # mutt offers to make it otherwise
    rm -f "$T/mutt"
    (cd "$T" && HOME=$T TERM=vt100 timeout 60 "$HELPER/with-tty" mutt -n -F /dev/null -R -f mbox \
        -e 'set pipe_decode wait_key=no; push "<pipe-message>cat >mutt<enter><exit>"') >/dev/null
    subject=$("$HELPER/read-mail" "$2" | sed -n 's/^Subject: //p')
    is "mutt reads the subject of $1" "$subject" \
        "$(sed -n '/^Subject:/,/^[A-Z][A-Za-z-]*: /{/^Subject: /{s///;h;d};/^ /{H;d}};${x;s/\n//g;p}' "$T/mutt")"
    is "mutt reads the text of $1" "$("$HELPER/read-mail" --text "$2" | words)" \
        "$(sed '1,/^$/d' "$T/mutt" | words)"
}

by_ripmime() {
    if ! command -v ripmime >/dev/null; then
        skip "ripmime reads $1" "no ripmime"
        return
    fi
    rm -rf "$T/parts" && mkdir "$T/parts"
    ripmime -i "$2" -d "$T/parts" >/dev/null 2>&1
    # It writes what stands before the first part, too: an empty file.
    is "ripmime reads the parts of $1" "$("$HELPER/read-mail" --parts "$2" | sed '/^$/d')" \
        "$(cat "$T"/parts/* | tr -d '\r' | sed '/^$/d')"
}

for eml in "$ROOT"/tests/mail/compose-*.eml; do
    name=$(basename "$eml" .eml)
    by_python "$name" "$eml"
    by_mutt "$name" "$eml"
    by_ripmime "$name" "$eml"
done
finish
