"""A meeting with many guests, and what they answer: about 5 KB a mail, a quarter with a calendar part, in
several languages, quoting the invitation as mail clients do. The same for the same number."""
import base64, os, random, sqlite3
from email.message import EmailMessage
from email.utils import format_datetime
from datetime import datetime, timezone

FIRST = "Ada Bo Cleo Dora Emil Finn Gaja Hugo Ida Jule Kim Lars Mila Nils Olga Per Rosa Sven Tove Uwe".split()
LAST = "Ahlers Berg Conti Dahl Evers Faber Gruber Holm Iversen Jansen Koch Lund Meyer Noll Orth".split()

HEAD = """meeting: bench
name: Packet Days
series: Packet Days
location: Quiet Town, Norway
zone: Europe/Oslo
organizer: Ann Example <ann@convoke.example>
dates: [2031-06-10, 2031-06-11]
answer-by: 2031-05-20
reminders: [14, 7, 2]
about: |
  Two days around one table for people who write network code and read each other's mail all year.

  No slides are needed. Bring what you could not settle by mail.
questions:
  days: {ask: Which days will you be there?, choices: [both, only the first, only the second]}
  diet: Is there anything that you do not eat?
agenda:
  2031-06-10:
    - {at: 9:30am, what: Coffee}
    - {at: 10:00am, who: g0, titles: [Queues that do not grow, What a timer costs]}
    - {at: 12:00pm, what: Lunch}
    - {at: 1:00pm, who: g1, title: Reading before writing}
    - {at: 2:00pm, who: g3, titles: [Locks that nobody needs, A year of reports]}
    - {at: 3:00pm+, what: Open discussion}
  2031-06-11:
    - {at: 10:00am, who: g2, titles: undecided}
    - {at: 12:00pm, what: Lunch}
    - {at: 1:00pm, who: g4, title: Tests that fail for the right reason}
    - {at: 2:00pm+, what: Hacking, note: As long as it takes.}
guests:
"""


def name_of(i):
    return "%s %s %d" % (FIRST[i % len(FIRST)], LAST[i // len(FIRST) % len(LAST)], i)


def write_event(path, guests):
    with open(path, "w") as file:
        file.write(HEAD)
        for i in range(guests):
            language = ", language: de" if i % 4 == 3 else ""
            file.write("  g%d: {name: %s, address: g%d@guests.example%s}\n" % (i, name_of(i), i, language))


WORDS = [
    ("ACCEPTED", "Hi Ann,\n\nthanks for asking. Yes, I will be there on both days, and I look forward to it."),
    ("ACCEPTED", "Hallo Ann,\n\nsehr gern, ich komme an beiden Tagen. Bitte vegetarisches Essen."),
    ("DECLINED", "Dear Ann,\n\nI am sorry, but I can't make it this year. Have a good meeting!"),
    ("ACCEPTED", "Bonjour Ann,\n\noui, je viens avec plaisir. Je serai là le premier jour seulement."),
    ("TENTATIVE", "Hello,\n\nnot sure yet. It depends on the flight; I will tell you as soon as I know."),
    ("DECLINED", "Liebe Ann,\n\nleider kann ich nicht kommen, ich bin in dieser Woche im Urlaub."),
    ("ACCEPTED", "Hola Ann,\n\nsí, cuenta conmigo. Llego el día 9 por la tarde."),
    ("ACCEPTED", "Count me in. Is there a dinner on the evening before?"),
]
SIGNATURE = "\n-- \n%s\nNetwork group, Example Works\nHarbour Street %d, Quiet Town\n"


def quote(text):
    return "".join(">" + (" " if line else "") + line + "\n" for line in text.split("\n"))


def calendar(uid, organizer, address, partstat):
    return "\r\n".join([
        "BEGIN:VCALENDAR", "PRODID:-//Example//Calendar 2//EN", "VERSION:2.0", "METHOD:REPLY", "BEGIN:VEVENT",
        "UID:" + uid, "DTSTAMP:20310302T100000Z", "DTSTART:20310610T080000Z", "DTEND:20310611T140000Z",
        "SEQUENCE:0", "ORGANIZER:mailto:" + organizer, "ATTENDEE;PARTSTAT=%s;CN=%s:mailto:%s"
        % (partstat, address.split("@")[0], address), "END:VEVENT", "END:VCALENDAR", ""])


def make_reply(i, row, chance):
    uid, token, address, name, subject, message_id, wording, own = row
    gap = "\x1f"  # between a reader's own words, and in what they share with others
    text = "".join(sum(zip(wording.split(gap), own.split(gap) + [""]), ())) if wording else own
    partstat, words = WORDS[chance.randrange(len(WORDS))]
    organizer = "meet+%s@convoke.example" % token
    mail = EmailMessage()
    for n in range(chance.randrange(2, 5)):
        mail["Received"] = "from relay%d.example (relay%d.example [192.0.2.%d]) by mx.convoke.example with ESMTPS id %08x; Mon, 2 Mar 2031 10:0%d:00 +0000" % (n, n, n + 1, chance.getrandbits(32), n)
    signature = base64.b64encode(chance.randbytes(256)).decode()
    mail["DKIM-Signature"] = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=guests.example; s=mail; h=from:to:subject:date; bh=%s; b=%s" % (
        base64.b64encode(chance.randbytes(32)).decode(), " ".join(signature[n:n + 60] for n in range(0, len(signature), 60)))
    mail["From"] = "%s <%s>" % (name, address)
    mail["To"] = organizer
    mail["Subject"] = "Re: " + subject
    mail["Date"] = format_datetime(datetime(2031, 3, 2, 10, i // 60 % 60, i % 60, tzinfo=timezone.utc))
    mail["Message-ID"] = "<%d.%08x@guests.example>" % (i, chance.getrandbits(32))
    mail["In-Reply-To"] = message_id
    mail["References"] = message_id
    mail["User-Agent"] = "Example Mail 3.%d" % chance.randrange(10)
    body = "%s\n%s\nOn Sat, 1 Mar 2031 at 10:00, Packet Days <%s> wrote:\n%s" % (
        words, SIGNATURE % (name, i % 99 + 1), organizer, quote(text))
    mail.set_content(body)
    if i % 4 == 0:
        mail.add_alternative(calendar(uid, organizer, address, partstat), subtype="calendar", params={"method": "REPLY"})
    elif i % 4 == 1:
        html = body.replace("&", "&amp;").replace("<", "&lt;").replace("\n> ", "\n").replace("\n", "<br>\n")
        mail.add_alternative("<html><body><div>%s</div></body></html>" % html, subtype="html")
    return mail


def write_replies(maildir, database, count=None):
    """A Maildir with one reply to each invitation that the database says was sent, or COUNT of them, in turn.
    The mean size."""
    for name in ("new", "cur", "tmp"):
        os.makedirs(os.path.join(maildir, name))
    chance = random.Random(1)
    db = sqlite3.connect(database)
    rows = db.execute("SELECT m.uid, i.token, o.recipient, g.name, l.subject, o.message_id, w.text, l.text FROM outbox o"
                      " JOIN letter l ON l.outbox = o.id LEFT JOIN wording w ON w.id = l.wording"
                      " JOIN meeting m ON m.id = o.meeting JOIN guest g ON g.meeting = o.meeting AND g.id = o.person"
                      " JOIN invitation i ON i.meeting = o.meeting AND i.guest = o.person ORDER BY o.id").fetchall()
    db.close()
    total = 0
    for i in range(count or len(rows)):
        data = make_reply(i, rows[i % len(rows)], chance).as_bytes()
        total += len(data)
        with open(os.path.join(maildir, "new", "1930000000.%06d.bench" % i), "wb") as file:
            file.write(data)
    return total // (count or len(rows))
