#!/bin/sh
# What a session without speaker and kind is: its first word says so, in any language that has such a word.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/kinds.yaml
hour=0
: >"$T/want"
cat >"$E" <<'EOF'
meeting: kinds
name: Kinds
zone: Europe/Berlin
organizer: Olga Owner <olga@host.example>
dates: 2004-07-14..2004-07-18
agenda:
EOF
while IFS=: read -r kind what; do
    [ $((hour % 20)) -ne 0 ] || echo "  2004-07-$((14 + hour / 20)):" >>"$E"
    echo "    - {at: '$((hour % 20)):00', what: '$what'}" >>"$E"
    echo "$kind $what" >>"$T/want"
    hour=$((hour + 1))
done <<'EOF'
meal:Lunch!
meal:Mittagessen
meal:Mittagspause
meal:Abendessen im Goldenen Hirsch
meal:FRÜHSTÜCK
break:Kaffeepause
break:Kaffee und Anmeldung
break:Anmeldung
break:Pause
meal:Déjeuner
meal:déjeuner
break:Café
meal:Almuerzo
meal:Cena sociale
meal:Jantar
meal:Lunsj
break:Koffiepauze
meal:Večeře
meal:Kolacja
break:Przerwa na kawę
meal:Обед
break:Перерыв
meal:昼食
break:茶歇
break:휴식
discussion:Aussprache
discussion:Begrüßung
discussion:Middag session
discussion:Was kommt als Nächstes?
EOF
c apply "$E" >/dev/null
c export kinds json | python3 -c '
import json, sys
def walk(value):
    if isinstance(value, dict):
        if "kind" in value and "what" in value:
            print(value["kind"], value["what"])
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            walk(item)
walk(json.load(sys.stdin))' >"$T/got"
is "the kinds" "$(cat "$T/want")" "$(cat "$T/got")"
sed -i 's/Aussprache/Gemeinsames Abendessen/' "$E"
c check "$E" >"$T/out" 2>&1
has "a later word raises the question" 'this is taken for a discussion' "$(cat "$T/out")"
has "and says what to write" 'or "kind: meal"' "$(cat "$T/out")"
is "once" 1 "$(grep -c 'taken for a discussion' "$T/out")"
finish
