#!/bin/sh
# A reply to mail about one meeting that goes to an address of another one, as address books complete it.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
sed 's/^meeting: .*/meeting: rome/; s/^name: .*/name: Rome 2004/; s/^dates: .*/dates: 2004-09-01/; /^agenda/,/undecided/d' \
    "$W/events/oslo.yaml" >"$T/rome.yaml"
c apply "$T/rome.yaml" >/dev/null
c send rome >/dev/null
rome() { header "$(grep -l "^X-Convoke: rome invitation" $(grep -l "^Delivered-To: $1" "$W"/outbox/*.eml))" "$2"; }
stand() { sqlite3 "$W/convoke.sqlite" "SELECT meeting FROM answer WHERE guest = '$1' ORDER BY 1" | tr '\n' ' '; }
at 2004-06-02T08:00:00Z
reply ann@able.example 'Yes, I will come.' | sed "s/^To:.*/To: $(rome ann@able.example Reply-To)/" >"$T/astray"
c receive -q <"$T/astray"
is "it is recorded for none" "" "$(stand ann)"
has "but waits" "several invitations" "$(c review)"
reply ben@bold.example 'unsubscribe' | sed "s/^To:.*/To: $(rome ben@bold.example Reply-To)/" | c receive -q -r "$(rome ben@bold.example Reply-To)"
is "nor does it end any mail" "" "$(sqlite3 "$W/convoke.sqlite" "SELECT guest FROM silence")"
reply cem@celik.example 'Ja, ich komme.' | sed "s/^To:.*/To: $(rome cem@celik.example Reply-To)/; s/^In-Reply-To:.*/In-Reply-To: $(rome cem@celik.example Message-ID)/" | c receive -q
is "what agrees counts" "rome " "$(stand cem)"
reply dot@dash.example 'Yes, I will come.' | sed "s/^To:.*/To: $(rome dot@dash.example Reply-To)/; s/^In-Reply-To:.*/In-Reply-To: <other@client.example>/" | c receive -q
is "so does what answers mail that is not ours" "rome " "$(stand dot)"

# Nor are orders taken for the wrong meeting.
reply ben@bold.example 'Thank you for your mail.' | c receive -q
c daily
order() { # order MEETING-OF-THE-ADDRESS MEETING-OF-THE-THREAD
    to=$(grep -l "^X-Convoke: $1 digest" "$W"/outbox/*.eml)
    of=$(grep -l "^X-Convoke: $2 digest" "$W"/outbox/*.eml)
    printf 'From: olga@host.example\nTo: %s\nSubject: Re: x\nMessage-ID: <%s@client.example>\nIn-Reply-To: %s\nDate: %s\n\n1 yes\n' \
        "$(header "$to" Reply-To)" "$(serial)" "$(header "$of" Message-ID)" "$(stamp)"
}
order rome oslo | c receive -q
is "an order in the wrong thread decides nothing" "" "$(stand ann)"
order rome rome | c receive -q
is "in its own it does" "rome " "$(stand ann)"
finish
