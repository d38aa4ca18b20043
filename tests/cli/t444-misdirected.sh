#!/bin/sh
# An invitation that went to a wrong address and was taken there: apply names who never got theirs, and how they do.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
sed -i 's/ann@able/ana@able/' "$E"
c apply "$E" >/dev/null
c send >/dev/null
c answer ben yes --because 'phoned' >/dev/null
sed -i 's/ana@able/ann@able/; s/ben@bold/ben@brave/; s/\[dot@dash.example, dot@home.example\]/[dot@home.example, dot@dash.example]/' "$E"
told=$(c apply "$E" | tr '\n' ' ')
has 'who has not answered is named' 'Ann Able was invited at ana@able.example and has not answered.' "$told"
has 'with what helps' '`convoke revoke oslo ann` takes' "$told"
lacks 'not who did, and got it' 'Ben Bold was invited' "$told"
lacks 'nor who has both addresses' 'Dot Dash was invited' "$told"
lacks 'and it is said once' 'was invited at' "$(sed -i 's/^name: Oslo/name: Great Oslo/' "$E"; c apply "$E")"
is 'what becomes of it is said in 80 columns' '' "$(c revoke oslo ann | grep -E '.{81}')"
c send >/dev/null
is 'so they are invited' 1 "$(count_to ann@able.example)"

# Taken there or not: nobody knows.
sqlite3 "$W/convoke.sqlite" "UPDATE outbox SET state = 'unknown' WHERE person = 'cem' AND kind = 'invitation'"
sed -i 's/cem@celik/cem@celik-home/' "$E"
told=$(c apply "$E" | tr '\n' ' ')
has 'apply names who is in doubt' 'Cem Çelik was invited at cem@celik.example, which is in doubt, and has not answered.' "$told"
has 'and what sends it to the new address' 'again` sends it to the new address' "$told"
has 'outbox shows where it went' 'to cem@celik.example, which is theirs no more' "$(c outbox)"
eval "$(echo "$told" | grep -o 'convoke settle oslo [0-9]* again' | sed 's/^convoke/c/')" >/dev/null
lacks 'what is queued goes to the new one' 'theirs no more' "$(c outbox)"
c send >/dev/null
has 'where it is sent' 'sent invitation to cem@celik-home.example' "$(c why cem)"

# Who is taken out has no other address, and nobody is asked about the one that they had.
sed -i '/^  cem:/d' "$E"
told=$(c apply "$E")
has 'that somebody is taken out is told' 'no longer invited' "$told"
lacks 'and nothing of their address' 'was invited at' "$told"
finish
