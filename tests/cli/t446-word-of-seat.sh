#!/bin/sh
# Word of a seat that came free takes the turn of the echo that it makes needless, not the one a day behind it.
. "$(dirname "$0")/../workspace.sh"
workspace
grep -q '^#*answers-a-day=' "$W/convoke.conf"
sed -i 's/^#*answers-a-day=.*/answers-a-day=1/' "$W/convoke.conf"
sed -i 's/^seats: 10/seats: 1/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
c answer ben yes --because 'phoned' >/dev/null
at 2004-06-02T09:00:00Z
reply ann@able.example 'Maybe.' | c receive -q
is 'the echo of the day' 2 "$(count_to ann@able.example)"
at 2004-06-02T10:00:00Z
reply ann@able.example 'Yes, I will come.' | c receive -q
at 2004-06-02T11:00:00Z
c answer ben no --because 'phoned' >/dev/null
c daily
at 2004-06-03T09:30:00Z
c daily
has 'a day later they know' 'oslo promoted' "$(header "$(mail_to ann@able.example)" X-Convoke)"
is 'by one mail' 3 "$(count_to ann@able.example)"
finish
