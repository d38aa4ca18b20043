#!/bin/sh
# What a message may cost, as convoke.conf says it: what goes beyond a limit is kept, answers nothing, and waits with a
# reason that names the limit; what stays within is read.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
keys=$(sed -n '/^\[limits\]/,/^\[/s/^#\([a-z-]*\)=.*/\1/p' "$W/convoke.conf")
conf=$(grep -v '^#' "$W/convoke.conf")
invited=$(invitation ann@able.example)
tried=

limits() { # limits KEY=VALUE...
    printf '%s\n[limits]\n' "$conf" >"$W/convoke.conf"
    printf '%s\n' "$@" >>"$W/convoke.conf"
}
answer() { # answer N HEAD PIECE TAIL: of Ann, with PIECE N times; | ends a line
    printf 'From: ann@able.example\nTo: %s\nSubject: Re: Oslo\nMessage-ID: <%s@able.example>\n' \
        "$(header "$invited" Reply-To)" "$(serial)"
    { printf '%s\n' "$2" && yes -- "$3" | head -n "$1" && printf '%s\n' "$4"; } | tr -d '\n' | tr '|' '\n'
}
beyond() { # beyond N HEAD PIECE TAIL
    reply ann@able.example "No, I can't come." | c receive -q
    answer "$@" >"$T/mail"
    c receive -q <"$T/mail"
    review=$(c review)
    has "beyond $key: it waits, and why" "($key" "$(echo "$review" | grep malformed:)"
    is "it is kept" "$(wc -c <"$T/mail")" "$(sql 'SELECT size FROM received WHERE raw IS NOT NULL ORDER BY id DESC LIMIT 1')"
    is "and answers nothing" DECLINED "$(partstat ann)"
    c review "$(echo "$review" | sed -n '1s/ .*//p')" dismiss >/dev/null
}
within() { # within N HEAD PIECE TAIL
    answer "$@" | c receive -q
    is "within $key it is read" ACCEPTED "$(partstat ann)"
    is "and nothing waits" "Nothing waits." "$(c review)"
}
limit() { # limit KEY=VALUE WITHIN BEYOND HEAD PIECE TAIL
    limits $1
    key=${1%%=*} in=$2 out=$3
    tried="$tried$key
"
    shift 3
    beyond "$out" "$@"
    within "$in" "$@"
}

yes='|Yes, I will come.|'
signed="$yes|-- |"
mixed="Content-Type: multipart/mixed; boundary=b||--b|$yes"
calendar='Content-Type: text/calendar; method=REPLY||BEGIN:VCALENDAR|VERSION:2.0|METHOD:REPLY|BEGIN:VEVENT|UID:oslo@host.example|DTSTAMP:20040602T100000Z|ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@able.example|DTSTART:20040714T080000Z|DESCRIPTION:'
limit header-bytes=2000 1000 2000 'X-Long: ' x "|$yes"
limit header-fields=20 10 20 '' 'X-Many: y|' "$yes"
limit content-header-bytes=1000 900 1000 'Content-Type: text/plain; name=' x "|$yes"
limit parameters=10 9 11 'Content-Type: text/plain' '; a=b' "|$yes"
limit line-bytes=1000 900 1000 "$signed" x '|'
limit boundary-lines=10 8 9 "$mixed" '--b|Content-Type: image/png||x|' '--b--|'
limit depth=5 3 6 "$mixed" '--b|Content-Type: multipart/mixed; boundary=b||' '--b||x|'
limit parts=10 9 10 "$mixed" '--b|Content-Type: image/png||x|' '--b--|'
limit decoded-bytes=1000 900 1000 "$signed" x '|'
limit html-bytes=1000 30 50 'Content-Type: text/html||<p>Yes, I will come.</p>' '<p>It was good last time.</p>' '|'
limit calendar-bytes=1000 500 1000 "$calendar" x '|END:VEVENT|END:VCALENDAR|'
limit addresses=5 8 9 'Cc: all@able.example' ', you@able.example' "|$yes"
limit meaning-bytes=3000 10 100 "$yes" 'It was good to see you all there.|' ''

# What ends the process that reads: so many parts take the time of no machine there is, and may take the memory that they
# want until it is over.
many="parts=1000000 boundary-lines=10000000 decoded-bytes=100000000 memory-megabytes=4000"
limit "cpu-seconds=1 $many" 1 1000000 "$mixed" '--b||x|' '--b--|'
key=wall-seconds
limits wall-seconds=1 cpu-seconds=1000 $many
beyond 1000000 "$mixed" '--b||x|' '--b--|'
limits wall-seconds=1000
within 1 "$mixed" '--b||x|' '--b--|'
case $(nm "$B/convoke" 2>/dev/null) in
*__asan_init*) skip "memory-megabytes" "a sanitized process takes what it needs" ;;
*) limit memory-megabytes=16 1000 20000000 "$signed" x '|' ;;
esac
is "each limit of a message is tried" "$(echo "$keys" | grep -v processes | sort)" "$(printf '%swall-seconds\nmemory-megabytes\n' "$tried" | sort -u)"
finish
