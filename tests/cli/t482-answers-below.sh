#!/bin/sh
# Words typed between the lines of our own mail, whether a client marks these or not, answer what they stand below.
. "$(dirname "$0")/../workspace.sh"
workspace
cat >>"$W/events/oslo.yaml" <<'EOT'
questions:
  dinner: Will you join us for dinner on the first day?
  diet: Is there anything that you do not eat?
EOT
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
at 2004-06-02T08:00:00Z
letter() { # PERSON MARK: the plain text of their invitation, each line behind MARK
    tr -d '\r' <"$(mail_to "$1")" | python3 -c '
import email, email.policy, sys
m = email.message_from_file(sys.stdin, policy=email.policy.default)
print(m.get_body(("plain",)).get_content())' | sed "s/^/$2/"
}
# below PERSON MARK LINE WORDS: their invitation, with WORDS below the line that has LINE in it.
below() { letter "$1" "$2" | sed "/$3/a\\$4"; }
said() { c receive <"$1" | sed 's/ .*//'; }

reply ann@able.example "Yes, I will come." | c receive -q
at 2004-06-02T09:00:00Z
reply ann@able.example "$(letter ann@able.example '' | sed '/join us for dinner/a\no
/do not eat/a\no')" >"$T/unmarked"
is "two answers below two unmarked questions are none" review "$(said "$T/unmarked")"
reply ann@able.example "$(below ann@able.example '> ' 'Queues' 'I cannot make it then.')" >"$T/slot"
is "nor is a no below a line of the agenda" review "$(said "$T/slot")"
reply ann@able.example "$(below ann@able.example '' 'Queues' 'I cannot make it.')" >"$T/slot"
is "marked or not" review "$(said "$T/slot")"
is "the yes stands" ACCEPTED "$(partstat ann)"

reply dot@dash.example "$(below dot@dash.example '' 'Please let me know' 'No, sorry.')" >"$T/asked"
is "below the sentence that asks it is the answer" recorded "$(said "$T/asked")"
is "which is a no" DECLINED "$(partstat dot)"
reply ben@bold.example "$(letter ben@bold.example '' | sed 's/on the first day?/& No./; s/do not eat?/& No./')

Yes, I will come." >"$T/beside"
is "answers on the line of the question leave the others alone" recorded "$(said "$T/beside")"
is "which say yes" ACCEPTED "$(partstat ben)"
finish
