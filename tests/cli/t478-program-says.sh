#!/bin/sh
# What a server said to the program that sends for us counts as if it had been said to us: an address that it does not
# know is given up, the organizer hears of it, and nothing is reckoned that never got there.
. "$(dirname "$0")/../workspace.sh"
workspace
cat >"$T/relay" <<END
#!/bin/sh
[ ! -e "$T/refuses" ] || case \$1 in ben@*) echo "sendit: server message: 550 5.1.1 no such user" >&2 && exit 69 ;; esac
cat >"$T/\$1"
END
chmod +x "$T/relay"
sed -i "s|^#*relay=.*|relay=sendmail:$T/relay %t|" "$W/convoke.conf"
c send >/dev/null
touch "$T/refuses"
at 2004-06-16T09:00:00Z
c daily >/dev/null 2>&1
has "the address is given up" "Mail does not get through" "$(c status)"
has "with what the server said" "550 5.1.1 no such user" "$(c status)"
lacks "the reminder that nobody got is none" "1 reminder" "$(c status | grep Ben)"
has "who got it had one" "1 reminder" "$(c status | grep Ann)"
at 2004-06-17T09:00:00Z
c daily >/dev/null 2>&1
has "the digest tells of it" "Ben" "$(sed -n '/does not get through/,/^$/p' "$T/olga@host.example")"

# Refused for another reason, the address stays; but whoever was not told that it is cancelled travels.
rm -rf "$W" "$T/state" "$T/refuses"
at 2004-06-01T09:00:00Z
workspace
sed -i "s|^#*relay=.*|relay=sendmail:$T/relay %t|" "$W/convoke.conf"
c send >/dev/null
c answer ben yes -b phone >/dev/null
sed -i 's/5[.]1[.]1 no such user/5.7.0 not today/' "$T/relay"
touch "$T/refuses"
sed -i 's/^name:/status: cancelled\n&/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null 2>&1
has "the status says who" "Ben Bold                  does not know that it is cancelled" "$(c status | sed -n '/did not get through/,/^$/p')"
at 2004-06-02T09:00:00Z
c daily >/dev/null 2>&1
has "and the digest" "Ben Bold" "$(sed -n '/does not get through/,/^$/p' "$T/olga@host.example")"
finish
