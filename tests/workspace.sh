# For command tests about a running meeting: a workspace with four guests, and what they write.
#   workspace            makes $W with the meeting "oslo" applied on 1 June 2004
#   convoke is called as  c COMMAND...   (convoke -C $W)
#   at TIME              sets the clock
#   mail_to ADDRESS [N]  the path of the Nth (default: newest) mail that went to ADDRESS
#   count_to ADDRESS     how many went there
#   invitation ADDRESS   the path of their invitation
#   header FILE NAME     a header's value, unfolded
#   reply ADDRESS TEXT   the answer of that guest to their invitation, on standard output
#   press ADDRESS PARTSTAT [DTSTAMP]   what their calendar sends
#   partstat GUEST       their answer, as status --json has it
. "$(dirname "$0")/../lib.sh"
W=$T/w

c() { convoke -C "$W" "$@"; }
at() {
    CONVOKE_NOW=$1
    export CONVOKE_NOW
}
workspace() {
    convoke init --address meet@host.example "$W" >/dev/null
    cat >"$W/events/oslo.yaml" <<'EOF'
meeting: oslo
name: Oslo 2004
location: Oslo, Norway
zone: Europe/Oslo
organizer: Olga Owner <olga@host.example>
dates: [2004-07-14, 2004-07-15]
answer-by: 2004-06-30
seats: 10
reminders: {days-before: [14, 7, 2], maybes: yes}
agenda:
  2004-07-14:
    - {at: 10:00am, who: ann, title: Queues}
    - {at: 12:00pm, what: Lunch}
    - {at: 1:00pm+, what: Open discussion}
  2004-07-15:
    - {at: 10:00am, who: ben, titles: undecided}
guests:
  ann: {name: Ann Able, address: ann@able.example, groups: core}
  ben: {name: Ben Bold, address: ben@bold.example, groups: core}
  cem: {name: Cem Çelik, address: cem@celik.example, language: de, zone: Europe/Berlin}
  dot: {name: Dot Dash, address: [dot@dash.example, dot@home.example]}
EOF
    c apply "$W/events/oslo.yaml" >/dev/null
}
mail_to() {
    # Newest last: by the Date header's place in time, which the fixed clock orders, then by name.
    for f in "$W"/outbox/*.eml; do
        sed -n '1,2p' "$f" | grep -q "^Delivered-To: $1" && printf '%s %s\n' "$(date -d "$(header "$f" Date)" +%s)" "$f"
    done | sort -n | if [ -n "${2:-}" ]; then sed -n "${2}p"; else tail -n 1; fi | sed 's/^[0-9]* //'
}
count_to() { grep -l "^Delivered-To: $1" "$W"/outbox/*.eml 2>/dev/null | wc -l | tr -d ' '; }
header() {
    tr -d '\r' <"$1" | awk -v name="$(printf '%s:' "$2" | tr A-Z a-z)" '
        /^$/ { exit }
        /^[ \t]/ { if (on) { sub(/^[ \t]+/, " "); value = value $0 } next }
        { on = tolower($1) == name; if (on) { sub(/^[^:]*:[ \t]*/, ""); value = $0 } }
        END { print value }'
}
invitation() { grep -l "^X-Convoke: oslo invitation" $(grep -l "^Delivered-To: $1" "$W"/outbox/*.eml); }
stamp() { date -uRd "${CONVOKE_NOW:-now}"; } # for a Date field
# Every message has an id of its own; reply and press run in subshells, so the count stands in a file.
serial() {
    echo x >>"$T/serial"
    wc -l <"$T/serial" | tr -d ' '
}
reply() {
    m=$(invitation "$1")
    printf 'From: %s\nTo: %s\nSubject: Re: %s\nMessage-ID: <%s.%s@client.example>\nIn-Reply-To: %s\nDate: %s\nContent-Type: text/plain; charset=utf-8\n\n%s\n' \
        "${FROM:-$1}" "$(header "$m" Reply-To)" "$(header "$m" Subject)" "$$-$(serial)" "${FROM:-$1}" "$(header "$m" Message-ID)" "${DATE:-$(stamp)}" "$2"
}
press() {
    m=$(invitation "$1")
    stamp=${3:-20040602T100000Z}
    printf 'From: %s\nTo: %s\nSubject: %s\nMessage-ID: <%s.%s@calendar.example>\nDate: %s\nMIME-Version: 1.0\nContent-Type: text/calendar; method=REPLY; charset=utf-8\n\nBEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//Calendar//EN\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:oslo@host.example\nSEQUENCE:0\nDTSTAMP:%s\nATTENDEE;PARTSTAT=%s:mailto:%s\nDTSTART:20040714T080000Z\nEND:VEVENT\nEND:VCALENDAR\n' \
        "${FROM:-$1}" "$(header "$m" Reply-To)" "$2" "$$-$(serial)" "$2" "${DATE:-$(stamp)}" "$stamp" "$2" "$1"
}
partstat() { c status --json | awk -v id="\"$1\"" '/"id":/ { on = index($0, id) > 0 } on && /"partstat":/ { gsub(/[",]/, ""); print $2; exit }'; }
