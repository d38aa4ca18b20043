#!/bin/sh
# The Sieve script of convoke-intake(7) files what guests write to the address, with a token and without, and nothing
# else: Dovecot's own interpreter says so.
. "$(dirname "$0")/../mta.sh"
mta_package dovecot-sieve ''
mkdir "$T/mail"
sed -n '/^\.Ss Dovecot/,/^\.Ss /p' "$ROOT/man/convoke-intake.7" | sed -n '/^\.Bd/,/^\.Ed/{/^\./d;p}' >"$T/mail/filter.sieve"
printf 'From: ann@able.example\nTo: somebody@else.example\nSubject: Re: Oslo\n\nYes\n' >"$T/mail/message"
printf 'recipient_delimiter = +\nmail_home = %s\nlog_path = /dev/stderr\nssl = no\nmail_uid = nobody\nmail_gid = nogroup\nfirst_valid_uid = 1\n' \
    "$T/mail" >"$T/mail/dovecot.conf"
chown -R nobody "$T/mail"
filed() { # filed RECIPIENT: the folder that its mail goes to
    "$ROOT/tests/helper/unpacked" "$T" "$PACKAGE" sieve-test -c "$T/mail/dovecot.conf" -l "maildir:$T/mail/Maildir" -r "$1" \
        -f ann@able.example "$T/mail/filter.sieve" "$T/mail/message" 2>&1 | sed -n 's/.* store message in folder: //p'
}
is 'with a token' convoke "$(filed netconf+abcdefgh234567xy@meet.example)"
is 'a bounce' convoke "$(filed netconf+b.abcdefgh234567xy@meet.example)"
is 'without a token' convoke "$(filed netconf@meet.example)"
is 'other mail' INBOX "$(filed netconference@meet.example)"
finish
