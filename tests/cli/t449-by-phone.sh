#!/bin/sh
# Whom the organizer told by phone, and not by mail, hears of what changes from then on.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
sed -i '/^seats/d' "$E"
c apply "$E" >/dev/null
c hold all >/dev/null
c send >/dev/null
for who in ann ben dot; do c drop "$who" -b "they know" >/dev/null; done
c release all >/dev/null
c send >/dev/null
edit() { sed -i "$1" "$E" && c apply "$E" | tr '\n' ' '; }
text() { "$ROOT/tests/helper/read-mail" --text "$1" | tr '\n' ' ' | tr -s ' '; }

# Ann is told of Bergen when she says yes; Ben had said so before; Dot says nothing.
c answer ben maybe -b "on the phone" >/dev/null
at 2004-06-02T09:00:00Z
edit 's/^location: .*/location: Bergen/' >/dev/null
c answer ann yes -b "on the phone" >/dev/null
at 2004-06-02T12:00:00Z
c daily
is "who knows it is not told" 0 "$(count_to ann@able.example)"
has "who was told something else is" "Place: Bergen (was: Oslo, Norway)" "$(text "$(mail_to ben@bold.example)")"
is "who neither was invited nor comes is not" 0 "$(count_to dot@dash.example)"

at 2004-06-03T09:00:00Z
has "apply says how many will be told" "3 guests will be told" "$(edit 's/^location: .*/location: Stavanger/')"
has "plan, whom" "change Ann Able" "$(c plan | tr -s ' ')"
at 2004-06-03T12:00:00Z
c daily
has "of the next place all who come hear" "Place: Stavanger (was: Bergen)" "$(text "$(mail_to ann@able.example)")"
c daily
is "once" 1 "$(count_to ann@able.example)"

# What they say again later is no news to anybody.
at 2004-06-04T09:00:00Z
c answer dot yes -b "on the phone" >/dev/null
at 2004-06-04T10:00:00Z
edit 's/^location: .*/location: Trondheim/' >/dev/null
c answer dot yes -b "on the phone again" >/dev/null
at 2004-06-04T12:00:00Z
c daily
has "who says yes twice hears of what came between" "Trondheim (was: Stavanger)" "$(text "$(mail_to dot@dash.example)")"
finish
