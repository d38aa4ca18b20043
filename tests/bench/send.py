"""send: personalised invitations with all three parts, composed, recorded and sent to smtp-sink. The peers
send the same number of mails of the same size, ready made, and record nothing but mlmmj its queue."""
import os, shutil, sqlite3, subprocess, sys, time

import corpus
from common import CLOCK, CONVOKE, HERE, Directory, Figure, compile, free_port, needs, run, timed, workspace

UNIT = "mails/s"
SINK = shutil.which("smtp-sink", path="/usr/sbin:/usr/bin")
SOURCE = shutil.which("smtp-source", path="/usr/sbin:/usr/bin")
SHIPPED = 200  # mails of mlmmj as shipped: enough to see the stall, and over in seconds
HEADERS = 140  # bytes that smtp-source puts before the payload of the given length


STEP = "2031-05-08T09:00:00Z"  # reminders are due by the policy since two days
INVITED, REMINDED = 1930122000, 1935824400  # seconds: 2031-03-01 and 2031-05-06, 09:00Z
RTT = 0.02     # seconds, of the network that a delaying proxy plays


class Bench(Directory):
    def __init__(self):
        super().__init__()
        if not SINK:
            sys.exit("run: smtp-sink is needed (Debian's package postfix)")
        self.count = max(10, int(os.environ.get("N", "20000")))
        self.port = free_port()
        user = ["-u", "nobody"] if os.getuid() == 0 else []
        self.sink = subprocess.Popen([SINK, *user, "127.0.0.1:%d" % self.port, "1000"], stderr=subprocess.DEVNULL)
        self.delay = subprocess.Popen([sys.executable, os.path.join(HERE, "peers", "delay.py"), str(self.port),
                                       str(RTT / 2)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.far = int(self.delay.stdout.readline())
        self.sample = self.join("sample.eml")
        with open(self.sample, "w", newline="") as file:
            file.write(run(CONVOKE, "-C", self.ready(self.count), "show", "g0", "invitation"))

    def ready(self, guests):
        """A workspace with a meeting of so many guests, whom nobody has invited; made once."""
        path = self.join("ready-%d" % guests)
        if not os.path.exists(path):
            corpus.write_event(self.join("event.yaml"), guests)
            workspace(path, self.join("event.yaml"))
        return path

    def begin(self, guests, port, connections):
        home = self.fresh(self.ready(guests), "workspace")
        with open(os.path.join(home, "convoke.conf"), "a") as file:
            file.write("relay=smtp://127.0.0.1:%d?starttls=off&connections=%d\n" % (port, connections))
        os.sync()
        return home

    def __exit__(self, *what):
        for server in (self.sink, self.delay):
            server.terminate()
            server.wait()
        super().__exit__(*what)


def check_sent(home, count):
    db = sqlite3.connect(os.path.join(home, "convoke.sqlite"))
    (sent,) = db.execute("SELECT count(*) FROM outbox WHERE state = 'sent'").fetchone()
    db.close()
    if sent != count:
        sys.exit("run: only %d of %d were sent" % (sent, count))


def ours(connections):
    def rate(bench):
        home = bench.begin(bench.count, bench.port, connections)
        seconds = timed(CONVOKE, "-C", home, "send")
        check_sent(home, bench.count)
        return bench.count / seconds
    return rate


OURS = {connections: ours(connections) for connections in (1, 4, 16)}


def far_count(bench, connections):
    """So many that it takes seconds: smtp-source needs four round trips for each mail, we one."""
    return min(bench.count, 100 * connections)


def ours_far(connections):
    def rate(bench):
        count = far_count(bench, connections)
        home = bench.begin(count, bench.far, connections)
        seconds = timed(CONVOKE, "-C", home, "send")
        check_sent(home, count)
        return count / seconds
    return rate


def memory(per_guest):
    """Most that all of send's processes take together (PSS) with four connections, KB."""
    def most(bench):
        count = max(10, int(bench.count * per_guest))
        home = bench.begin(count, bench.port, 4)
        process = subprocess.Popen([CONVOKE, "-C", home, "send"], env=CLOCK, stdout=subprocess.DEVNULL)
        peak = 0
        while process.poll() is None:
            peak = max(peak, pss(process.pid))
            time.sleep(0.02)
        check_sent(home, count)
        return peak
    return most


def pss(pid):
    """Of a process and its children, KB; 0 where it has just ended."""
    total = 0
    try:
        with open("/proc/%d/smaps_rollup" % pid) as file:
            total = next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        with open("/proc/%d/task/%d/children" % (pid, pid)) as file:
            total += sum(pss(int(child)) for child in file.read().split())
    except (OSError, StopIteration):
        pass
    return total


def remind(per_guest, now=None):
    """Guests a second that `remind` goes through when everybody has an invitation and a reminder, and nobody is
    due; NOW is a day of the policy, else it is one of none."""
    def rate(bench):
        count = max(10, int(bench.count * per_guest))
        home = bench.fresh(bench.ready(count), "workspace")
        db = sqlite3.connect(os.path.join(home, "convoke.sqlite"))
        db.execute("INSERT INTO outbox (key, meeting, person, kind, occasion, reason, recipient, message_id,"
                   " envelope_id, state, queued_at, next_at, ended_at) SELECT 'bench/' || guest || '/invitation/1',"
                   " meeting, guest, 'invitation', '1', 'was invited', guest || '@guests.example', '<' || token ||"
                   " '@convoke.example>', token, 'sent', ?1, ?1, ?1 FROM invitation", [INVITED])
        db.execute("INSERT INTO outbox (key, meeting, person, kind, occasion, reason, recipient, message_id,"
                   " envelope_id, state, queued_at, next_at, ended_at) SELECT 'bench/' || person || '/reminder/14d',"
                   " meeting, person, 'reminder', '14d', 'was reminded', recipient, '<r' || substr(message_id, 2),"
                   " 'r' || envelope_id, 'sent', ?1, ?1, ?1 FROM outbox", [REMINDED])
        db.commit()
        db.close()
        os.sync()
        rate = count / timed(CONVOKE, "-C", home, "remind", env=dict(CLOCK, CONVOKE_NOW=now or CLOCK["CONVOKE_NOW"]))
        check_sent(home, 2 * count)
        return rate
    return rate


def source(connections, far=False):
    def rate(bench):
        length = os.path.getsize(bench.sample) - HEADERS
        count = far_count(bench, connections) if far else bench.count
        return count / timed(SOURCE, "-d", "-s", str(connections), "-m", str(count), "-l", str(length),
                             "-f", "meet@convoke.example", "-t", "guest@guests.example",
                             "127.0.0.1:%d" % (bench.far if far else bench.port))
    return rate


def no_source(bench):
    return None if SOURCE else "no smtp-source"


def smtplib(connections):
    def rate(bench):
        return bench.count / timed(sys.executable, os.path.join(HERE, "peers", "smtp.py"), str(bench.port),
                                   str(bench.count), str(connections), bench.sample)
    return rate


def make_list(path, subscribers, port):
    """A list as mlmmj-make-ml makes it, that sends through our port."""
    for name in ("incoming queue queue/discarded archive text subconf unsubconf bounce control moderation"
                 " subscribers.d digesters.d nomailsubs.d requeue").split():
        os.makedirs(os.path.join(path, name))
    for name, text in {"index": "0", "control/listaddress": "list@convoke.example", "control/relayhost": "127.0.0.1",
                       "control/owner": "ann@convoke.example", "control/smtpport": str(port),
                       "subscribers.d/g": "\n".join("g%d@guests.example" % i for i in range(subscribers))}.items():
        with open(os.path.join(path, name), "w") as file:
            file.write(text + "\n")
    return path


def mlmmj(count, preload):
    def rate(bench):
        n = min(count or bench.count, bench.count)
        shutil.rmtree(bench.join("list"), ignore_errors=True)
        home = make_list(bench.join("list"), n, bench.port)
        with open(bench.sample, "rb") as sample, open(os.path.join(home, "queue", "mail"), "wb") as mail:
            mail.write(sample.read().replace(b"\r\n", b"\n"))
        env = dict(os.environ)
        if preload:
            env["LD_PRELOAD"] = compile("nodelay.c", bench.join("nodelay.so"))
        os.sync()
        return n / timed(shutil.which("mlmmj-send"), "-L", home, "-m", os.path.join(home, "queue", "mail"), env=env)
    return rate


FIGURES = {
    "smtp-source-1": Figure(OURS[1], source(1), no_source),
    "smtp-source-4": Figure(OURS[4], source(4), no_source),
    "smtp-source-16": Figure(OURS[16], source(16), no_source),
    "smtplib-1": Figure(OURS[1], smtplib(1), lambda bench: None),
    "smtplib-4": Figure(OURS[4], smtplib(4), lambda bench: None),
    "smtplib-16": Figure(OURS[16], smtplib(16), lambda bench: None),
    "mlmmj": Figure(OURS[1], mlmmj(None, True), needs("mlmmj-send")),
    "mlmmj-as-shipped": Figure(OURS[1], mlmmj(SHIPPED, False), needs("mlmmj-send")),
    "rtt-1": Figure(ours_far(1), source(1, far=True), no_source),
    "rtt-4": Figure(ours_far(4), source(4, far=True), no_source),
    "rtt-16": Figure(ours_far(16), source(16, far=True), no_source),
    "memory": Figure(memory(10), memory(0.05), lambda bench: None, "KB", 1),
    "remind": Figure(remind(5), remind(0.5), lambda bench: None, "guests/s"),
    "remind-step": Figure(remind(5, STEP), remind(0.5, STEP), lambda bench: None, "guests/s"),
}
