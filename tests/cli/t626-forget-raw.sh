#!/bin/sh
# A person who is forgotten is found in others' messages, however these are encoded.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
minute=10
# part NAME HEADERS BODY: Ben's answer, with another part that says something of NAME.
part() {
    at "2004-06-02T08:$((minute += 1)):00Z"
    printf 'From: ben@bold.example\nTo: %s\nSubject: %s\nMessage-ID: <%s@b>\nDate: %s\nMIME-Version: 1.0\nContent-Type: multipart/%s; boundary=x\n\n--x\nContent-Type: text/plain\n\nYes, I come.\n--x\n%s\n\n%s\n--x--\n' \
        "$(header "$(invitation ben@bold.example)" Reply-To)" "${SUBJECT:-Re}" "$1" "$(stamp)" "${KIND:-alternative}" "$2" "$3" | c receive -q
}
kept() { sql "SELECT raw IS NOT NULL FROM received WHERE identity LIKE '<$1@b>%' OR identity LIKE '$1@b%'"; }
html='Content-Type: text/html; charset'
encoded=Content-Transfer-Encoding

part base64 "$html=utf-8
$encoded: base64" "$(echo '<p>Yes. But Dot Dash is ill.</p>' | base64)"
part quoted "$html=utf-8
$encoded: quoted-printable" '<p>Yes. But Cem =C3=87elik is ill.</p>'
part latin1 "$html=iso-8859-1
$encoded: quoted-printable" '<p>Yes. But Cem =C7elik is ill.</p>'
part entities "$html=utf-8" '<p>Yes. But Cem &Ccedil;elik and D&#111;t&nbsp;Dash are ill.</p>'
SUBJECT="=?utf-8?B?$(printf 'How is Dot Dash?' | base64)?=" part subject "$html=utf-8" '<p>Yes.</p>'
KIND=mixed part file "Content-Type: text/plain; name=notes.txt
$encoded: base64
Content-Disposition: attachment; filename=notes.txt" "$(echo 'Notes about Dot Dash, who is ill.' | base64)"
KIND=mixed part wide "Content-Type: text/plain; charset=utf-16
$encoded: base64
Content-Disposition: attachment; filename=wide.txt" "$(printf '\377\376D\0o\0t\0 \0D\0a\0s\0h\0' | base64)"
KIND=mixed part forwarded "Content-Type: message/rfc822" "From: x@y.example
Subject: =?utf-8?Q?Cem_=C3=87elik?=

Hello."
part nobody "$html=utf-8
$encoded: base64" "$(echo '<p>Yes. Dotted lines and dashes.</p>' | base64)"
at 2004-06-02T09:00:00Z
printf 'From: ben@bold.example\nTo: %s\nSubject: Re\nMessage-ID: <quotes@b>\nDate: %s\n\nYes, I come.\n\n> On Monday we have talks by Dot\n> Dash and others, and by\n> > Cem\n> > %s.\n' \
    "$(header "$(invitation ben@bold.example)" Reply-To)" "$(stamp)" Çelik | c receive -q
all='base64 quoted latin1 entities subject file wide forwarded nobody quotes'
is "all are kept" "1 1 1 1 1 1 1 1 1 1" "$(for name in $all; do kept $name; done | tr '\n' ' ' | sed 's/ $//')"
c daily >/dev/null

at 2004-06-03T08:00:00Z
sed -i '/^  dot:/d; /^  cem:/d' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
status "dot is forgotten" 0 c forget --yes dot
for name in base64 entities subject file wide quotes; do
    is "what names her goes: $name" 0 "$(kept $name)"
done
for name in quoted latin1 forwarded nobody; do
    is "the rest stays: $name" 1 "$(kept $name)"
done
status "cem is forgotten" 0 c forget --yes cem
for name in quoted latin1 forwarded; do
    is "what names him goes: $name" 0 "$(kept $name)"
done
is "what names nobody stays" 1 "$(kept nobody)"
is "the files are gone" "notes.txt forgotten
wide.txt forgotten" "$(sql "SELECT name || ' ' || missing FROM attachment ORDER BY 1")"
status "rebuild reads all anew" 0 c rebuild --reread --write
is "and what was forgotten stays so" "0 2" \
    "$(sql "SELECT (SELECT count(*) FROM content) || ' ' || (SELECT count(*) FROM attachment WHERE missing = 'forgotten')")"
is "in every column" 0 "$(sqlite3 "$W/convoke.sqlite" .dump | grep -ciE 'dot dash|Çelik')"
is "the answer stays" "yes" "$(c status --json | awk '/"id": "ben"/ { on = 1 } on && /"partstat"/ { print /ACCEPTED/ ? "yes" : "no"; exit }')"
finish
