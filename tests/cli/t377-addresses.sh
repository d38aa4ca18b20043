#!/bin/sh
# The ways in which a mail server lets one address be many (mail/separator): by + and -, by catching all mail to a
# domain, or not at all. The same life in each gives the same answers.
. "$(dirname "$0")/../workspace.sh"
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
token() { sql "SELECT token FROM invitation WHERE guest = '$1' AND revoked_at IS NULL"; }
standing() { sql "SELECT guest || ' ' || partstat FROM answer WHERE counts ORDER BY guest" | tr '\n' ';'; }
path_of() { sed -n 's/^Return-Path: <\(.*\)>\r*$/\1/p' "$1"; }
fresh() { # fresh SEPARATOR
    W=$T/$1
    at 2004-06-01T09:00:00Z
    workspace
    sed -i "s/^#* *separator=.*/separator=$1/" "$W/convoke.conf"
    grep -q "^separator=$1\$" "$W/convoke.conf" || echo "no separator in convoke.conf"
    c send >/dev/null
}
# wish ADDRESS FIELD: what a mail program sends when its button for that field of their invitation is pressed.
wish() {
    uri=$(header "$(invitation "$1")" "$2" | sed 's/.*<mailto:\(.*\)>.*/\1/; s/%20/ /g; s/%5B/[/; s/%5D/]/')
    printf 'From: %s\nTo: %s\nSubject: %s\nMessage-ID: <%s@button.example>\n\nThis mail was sent since a button was pressed.\n' \
        "$1" "${uri%%\?*}" "${uri#*subject=}" "$(serial)" | c receive -q
}
# report ADDRESS: their mail system knows nobody of that name; it came to where our mail came from.
report_of() {
    m=$(invitation "$1")
    printf 'Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: %s\nSubject: Undelivered Mail Returned to Sender\nMessage-ID: <report-%s@mx.example>\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nYour mail could not be delivered.\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; %s\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user here\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: %s\nSubject: Oslo\n\n--b--\n' \
        "$(path_of "$m")" "$(serial)" "$1" "$(header "$m" Message-ID)" | c receive -q -r "$(path_of "$m")"
}

for way in + - catch-all none; do
    is "$way: sent" "" "$(fresh "$way")"
    W=$T/$way
    at 2004-06-02T08:00:00Z
    ann=$(invitation ann@able.example)
    organizer=$(sed -n '/^ORGANIZER/,/^[A-Z]*[:;]/p' "$ann" | tr -d '\r\n ' | sed 's/.*mailto:\([^@]*@host.example\).*/\1/')
    case $way in
    catch-all) want=$(token ann)@host.example ;;
    none) want=meet@host.example ;;
    *) want=meet$way$(token ann)@host.example ;;
    esac
    has "$way: answers go to $want" "<$want>" "$(header "$ann" Reply-To)"
    is "$way: those of buttons, too" "$want" "$organizer"
    is "$way: the linter has nothing to say" "" "$(c outbox | grep -i held)"
    reply ann@able.example "Yes, I will come." | c receive -q
    press ben@bold.example DECLINED | c receive -q
    is "$way: words and buttons are recorded" "ann ACCEPTED;ben DECLINED;" "$(standing)"
    wish cem@celik.example List-Unsubscribe
    has "$way: the button for silence" "no more mail" "$(c status | grep Cem)"
    report_of dot@dash.example
    is "$way: a report of a failure finds its mail" dot "$(sql 'SELECT guest FROM address WHERE dead_at IS NOT NULL')"
    is "$way: nothing waits" 0 "$(c review | grep -c '^[0-9]')"
    # A mail that answers none, from a mail program that has lost the thread.
    at 2004-06-02T09:00:00Z
    printf 'From: ann@able.example\nTo: %s\nSubject: %s\nMessage-ID: <%s@client.example>\n\nSorry, I cannot come after all.\n' \
        "$want" "Change of plan, re: $(header "$ann" Subject)" "$(serial)" | c receive -q
    is "$way: a new mail to that address" "ann DECLINED;ben DECLINED;" "$(sql "SELECT guest || ' ' || partstat FROM answer a WHERE counts AND id = (SELECT max(id) FROM answer b WHERE b.guest = a.guest) ORDER BY guest" | tr '\n' ';')"
done

W=$T/none
subject() { header "$(invitation ann@able.example)" Subject | sed 's/?= =?UTF-8?Q?//g; s/=5B/[/; s/=5D/]/'; }
has "without details the subject shows the token" "[$(token ann)]" "$(subject)"
lacks "and no address is named for wishes, which would have no token" "write to meet@host.example" "$(cat "$(invitation ann@able.example)")"
lacks "elsewhere it does not" "[" "$(W=$T/catch-all && subject)"

W=$T/+
sed -i 's/^separator=.*/separator=plus/' "$W/convoke.conf"
status "what else is no separator" 78 c status
has "is told what is" "must be +, -, catch-all or none" "$(cat "$T/err")"
finish
