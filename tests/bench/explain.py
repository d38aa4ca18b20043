"""explain: what answers mean, in one process on one core, beside a bare parse of the same files there. The
files are those of the group receive."""
import json, os, subprocess, sys

from common import CONVOKE, Figure, compile, needs, run, timed
import receive

UNIT = "mails/s"
CORE = str(max(os.sched_getaffinity(0)))


class Bench(receive.Bench):
    def __init__(self):
        super().__init__()
        self.mails = [os.path.join(self.new, name) for name in sorted(os.listdir(self.new))]
        self.checked = False


def pinned(*command):
    return timed("taskset", "-c", CORE, *command, stdout=subprocess.DEVNULL)


def checked(bench):
    """Every file must get its line, and nine in ten must say something about coming."""
    lines = [json.loads(line) for line in run(CONVOKE, "explain", "--json", *bench.mails).splitlines()]
    answers = sum(line["partstat"] is not None for line in lines)
    if len(lines) != bench.count or answers < 0.9 * bench.count:
        sys.exit("run: of %d mails %d are explained and %d answer" % (bench.count, len(lines), answers))
    bench.checked = True


def ours(bench):
    if not bench.checked:
        checked(bench)
    return bench.count / pinned(CONVOKE, "explain", "--json", *bench.mails)


def gmime(bench):
    return bench.count / pinned(compile("gmime-parse.c", bench.join("gmime-parse"), "gmime-3.0"), *bench.mails)


FIGURES = {
    "gmime": Figure(ours, gmime, needs("cc", "pkg-config", "taskset")),
}
