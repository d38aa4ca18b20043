# Every kind of mail that convoke composes, in one language: two meetings lived through, one of them with
# few seats and called off.
#   every_mail LANGUAGE   makes the workspace $W and leaves the mails in $W/outbox
#   mail_kinds            the kinds of notices, one a line (event/notice.c)
. "$(dirname "$0")/../workspace.sh"

mail_kinds() { sed -n 's/^ *\[NOTICE_[A-Z]*\] = "\(.*\)",$/\1/p' "$ROOT/event/notice.c"; }

# invitation ADDRESS: what reply answers; MEETING says of which meeting.
invitation() { grep -l "^X-Convoke: $MEETING \(invitation\|seat\)" $(grep -l "^Delivered-To: $1" "$W"/outbox/*.eml) | tail -n 1; }
of_kind() { grep -l "^X-Convoke: $MEETING $1" "$W"/outbox/*.eml 2>/dev/null; }
wish() { # wish ADDRESS FIELD: a mail to where that field of their invitation says
    printf 'From: %s\nTo: %s\nSubject: -\nMessage-ID: <wish-%s@client.example>\nContent-Type: text/plain\n\n\n' "$1" \
        "$(header "$(invitation "$1")" "$2" | sed 's/^ *<mailto:\([^?>]*\).*/\1/')" "$(serial)"
}
order() { # order TEXT: what the organizer answers to the digest
    digest=$(of_kind digest | head -n 1)
    printf 'From: Jürgen Groß <juergen@gross.example>\nTo: %s\nSubject: Re: -\nMessage-ID: <order-%s@gross.example>\nIn-Reply-To: %s\nContent-Type: text/plain; charset=utf-8\n\n%s\n' \
        "$(header "$digest" Reply-To)" "$(serial)" "$(header "$digest" Message-ID)" "$1"
}

# Texts that are hard on a mail: umlauts, signs that mean something in HTML, in headers and in calendars, long words.
about_en='Two days about buffers, queues & all that stands between them. We meet in the old customs house by the river, as we did the last time, and as always everything that matters is said at dinner.'
about_de='Zwei Tage über Puffer, Warteschlangen & alles, was dazwischen liegt. Wir treffen uns wie beim letzten Mal im alten Zollhaus am Fluss, und wie immer fällt das Wichtigste erst beim Abendessen.'
event() { # event ID NAME SEATS
    eval "about=\$about_$language"
    cat <<YAML
meeting: $1
name: "$2"
about: "$about"
by-invitation: "By invitation only, <twenty> people; “quoted”"
location: "Altes Zollhaus, Großer Saal; Köln"
zone: Europe/Berlin
language: $language
organizer: Jürgen Groß <juergen@gross.example>
dates: [2004-07-14, 2004-07-15]
answer-by: 2004-06-30
seats: $3
reminders: {days-before: [14, 2], maybes: yes}
notices: {logistics: 1, nudge: [14], thanks: 1}
questions:
  days: {ask: "Which days?", choices: [both, only the first]}
  diet: "Do you eat meat & fish?"
agenda:
  2004-07-14:
    - {at: 9:30am, what: Registrierung & Kaffee, room: Foyer}
    - {at: "10:00am-10:45am", who: ann, title: "Queues: <fast>, fair & „höflich“, and why a title may well be longer than any line of a mail ever ought to be"}
    - {at: 11:00am, who: [ben, cem], titles: [Puffer, Geschwindigkeitsbegrenzungsverfahren], room: "Raum 2", note: Bring your own}
    - {at: 12:00pm, what: Lunch}
    - {at: 1:00pm+, what: Open discussion}
  2004-07-15:
    - {at: 10:00am, who: ben, titles: undecided}
topics:
  zero: {title: "Zero copy, für alle", body: "Why not?\n\nWhy indeed.", from: cem}
  one: One more
sponsors: ["Müller & Söhne", Two Ltd.]
guests:
  ann: {name: Ann Able, address: ann@able.example, affiliation: "Able, Inc."}
  ben: {name: Ben Bold, address: ben@bold.example, zone: Asia/Tokyo}
  cem: {name: Çelik (Cem) Öztürk, address: cem@celik.example, zone: America/St_Johns}
  dot: {name: "Dot \"Dash\" 山田", address: dot@dash.example}
  eve: {name: Eve, address: eve@eve.example}
YAML
}

hall() { # all but what is about seats
    MEETING=hall
    c send hall >/dev/null
    at 2004-06-02T08:00:00Z
    reply ann@able.example "Yes, I will come. I am vegetarian." | c receive -q
    reply ben@bold.example "Perhaps; I will know more by 26 June." | c receive -q
    reply cem@celik.example "Thank you for your mail." | c receive -q
    reply eve@eve.example "Is there a train from the airport?" | c receive -q
    wish dot@dash.example List-Help | c receive -q
    c daily
    order "1 yes
99 no" | c receive -q
    c announce hall all --note 'Bring a coat & an umbrella.

It rains — often.' >/dev/null
    at 2004-06-16T08:00:00Z
    c daily
    at 2004-06-28T08:00:00Z
    c daily
    reply ben@bold.example "Yes, I will come." | c receive -q
    wish eve@eve.example List-Unsubscribe | c receive -q
    sed -i 's/at: "10:00am-10:45am"/at: "9:45am-10:30am"/; s/Puffer, Ge/Puffer \& Speicher, Ge/; s/^location: .*/location: Neues Zollhaus, Köln/' "$W/events/hall.yaml"
    c apply "$W/events/hall.yaml" >/dev/null
    at 2004-06-30T10:17:00Z
    c daily
    sed -i '/^  dot: /d' "$W/events/hall.yaml"
    c apply "$W/events/hall.yaml" >/dev/null
    c send hall >/dev/null
    at 2004-07-13T08:00:00Z
    c daily
    at 2004-07-17T10:00:00Z
    c daily
}

den() { # what is about seats, and the end
    MEETING=den
    at 2004-06-01T09:00:00Z
    c send den >/dev/null
    at 2004-06-02T08:00:00Z
    reply ann@able.example "Sorry, I cannot come." | c receive -q
    reply ben@bold.example "Yes, I will come." | c receive -q
    at 2004-06-12T08:00:00Z
    c daily
    reply cem@celik.example "Yes, I will come." | c receive -q
    at 2004-06-13T08:00:00Z
    c answer den eve yes --because 'on the phone' >/dev/null
    c daily
    reply ben@bold.example "I cannot make it after all, sorry." | c receive -q
    at 2004-06-14T08:00:00Z
    sed -i 's/^name:.*/&\nstatus: cancelled\nstatus-note: "Das Dach ist undicht — leider."/' "$W/events/den.yaml"
    c apply "$W/events/den.yaml" >/dev/null
    c daily
}

every_mail() {
    language=$1
    rm -rf "$W" "$T/serial"
    at 2004-06-01T09:00:00Z
    convoke init --address treffen@host.example "$W" >/dev/null
    event hall "Köln 2004: Netze, Töne" 20 >"$W/events/hall.yaml"
    event den "Köln 2004 (klein)" "{count: 2, offer-days: 7}" >"$W/events/den.yaml"
    c apply "$W/events/hall.yaml" >/dev/null
    c apply "$W/events/den.yaml" >/dev/null
    hall
    den
}
