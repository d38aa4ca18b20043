"""memory: what the largest of our processes takes at most, for many messages and for a tenth of them. Flat
means that a ratio of one is reached as soon as all that is kept at hand is in use."""
import os, subprocess, sys

import corpus
from common import CLOCK, CONVOKE, Directory, Figure, run, workspace

UNIT = "MB"
GUESTS = 200


class Bench(Directory):
    def __init__(self):
        super().__init__()
        self.count = max(20, int(os.environ.get("N", "50000")))
        corpus.write_event(self.join("event.yaml"), GUESTS)
        workspace(self.join("ready"), self.join("event.yaml"), relay="dir:outbox", echo="false")
        run(CONVOKE, "-C", self.join("ready"), "send")


def peak(bench, count):
    """Megabytes, of the process that holds the database or one that it has forked."""
    home = bench.fresh(bench.join("ready"), "workspace")
    maildir = bench.join("replies-%d" % count)
    if not os.path.exists(maildir):
        corpus.write_replies(maildir, os.path.join(home, "convoke.sqlite"), count)
    maildir = bench.fresh(maildir, "maildir")
    process = subprocess.Popen((CONVOKE, "-C", home, "receive", "-q", "--maildir", maildir), env=CLOCK)
    _, status, usage = os.wait4(process.pid, 0)
    left = len(os.listdir(os.path.join(maildir, "new")))
    if status or left:
        sys.exit("run: exit %d, %d of %d mails are left" % (status, left, count))
    return usage.ru_maxrss / 1024


FIGURES = {
    "receive": Figure(lambda bench: peak(bench, bench.count), lambda bench: peak(bench, bench.count // 10), lambda bench: None),
}
