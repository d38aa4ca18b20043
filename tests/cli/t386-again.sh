#!/bin/sh
# What a second invitation and a reminder say to who has heard from us, and we from them: not what one says to a stranger.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
text() { python3 -c 'import email, email.policy, sys
m = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
print(m["Subject"], " ".join(m.get_body(("plain",)).get_content().split()))' "$1"; }

# Reminders.
at 2004-06-02T09:00:00Z
reply ann@able.example 'I will tell you by 14 June.' | c receive -q
reply ben@bold.example 'We talked about the lamps.' | c receive -q
reply cem@celik.example 'Vielleicht.' | c receive -q
c review 1 dismiss >/dev/null
at 2004-06-16T10:00:00Z
c daily
has 'a promise is remembered' 'and you said that you would know by Monday, 14 June 2004. So may I ask again?' "$(text "$(mail_to ann@able.example)")"
has 'and so is a mail without an answer' 'I found no clear answer in it, though.' "$(text "$(mail_to ben@bold.example)")"
lacks 'which is no silence' 'have not heard from you' "$(text "$(mail_to ben@bold.example)")"
has 'who wrote nothing is silent' 'have not heard from you yet' "$(text "$(mail_to dot@dash.example)")"
at 2004-06-28T10:00:00Z
c daily
mail=$(text "$(mail_to cem@celik.example)")
has 'a maybe is no silence either' 'Sie haben gesagt, dass Sie vielleicht zu Oslo 2004 kommen' "$mail"
has 'and there are no more' 'Dies ist meine letzte Erinnerung.' "$mail"

# Called off alone, and invited again.
cp "$W/events/oslo.yaml" "$T/full.yaml"
sed -i '/^  dot:/d' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
cp "$T/full.yaml" "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
at 2004-06-28T11:00:00Z
c send >/dev/null
mail=$(text "$(mail_to dot@dash.example)")
has 'the subject says so' 'Invitation again: Oslo 2004' "$mail"
has 'and the letter' 'I took back my invitation to Oslo 2004, 14–15 July 2004 in Oslo, Norway; now you are invited again.' "$mail"

# The meeting was called off, and takes place after all.
sed -i 's/^organizer:/status: cancelled\norganizer:/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c daily
cp "$T/full.yaml" "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
at 2004-06-28T12:00:00Z
c send >/dev/null
for address in ann@able.example dot@dash.example; do
    mail=$(text "$(mail_to $address)")
    has "$address: the subject says so" 'Invitation after all: Oslo 2004' "$mail"
    has 'and the letter' 'Oslo 2004, 14–15 July 2004 in Oslo, Norway, was called off, and takes place after all: you are invited again.' "$mail"
done
has 'in German, too' 'war abgesagt und findet nun doch statt: Sie sind wieder eingeladen' "$(text "$(mail_to cem@celik.example)")"
finish
