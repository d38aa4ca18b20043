"""What the groups share: where things are, running a program against the clock, workspaces."""
import os, shutil, socket, subprocess, tempfile, time
from collections import namedtuple

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.path.abspath(os.environ.get("B", os.path.join(HERE, "..", "..", "build")))
CONVOKE = os.path.join(BUILD, "convoke")
# The meeting lies in the future of this clock for ever.
CLOCK = dict(os.environ, CONVOKE_NOW="2031-03-01T09:00:00Z", LC_ALL="C.UTF-8", TZ="UTC",
             XDG_STATE_HOME=os.path.join(BUILD, "bench", "state"))

# ours and peer: functions of the bench that give a rate; missing: why the peer cannot run, or None; unit: where it
# is not the group's; rounds: where so many are enough.
Figure = namedtuple("Figure", "ours peer missing unit rounds", defaults=(None, None))


def needs(*programs):
    """For Figure.missing."""
    return lambda bench: next(("no " + p for p in programs if not shutil.which(p)), None)


def run(*command, **options):
    """Runs a program to its end; its output only shows when it fails."""
    options.setdefault("env", CLOCK)
    options.setdefault("stdout", subprocess.PIPE)
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, **options)
    if done.returncode != 0:
        raise SystemExit("%s: exit %d\n%s%s" % (command[0], done.returncode, (done.stdout or "")[-2000:], done.stderr[-2000:]))
    return done.stdout


def timed(*command, **options):
    """Seconds that a program takes, from its start to its end."""
    start = time.monotonic()
    run(*command, **options)
    return time.monotonic() - start


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Directory:
    """A folder on the disk of the build, gone at the end; also a context."""

    def __init__(self):
        os.makedirs(os.path.join(BUILD, "bench"), exist_ok=True)
        self.path = tempfile.mkdtemp(dir=os.path.join(BUILD, "bench"))
        os.chmod(self.path, 0o755)

    def __enter__(self):
        return self

    def __exit__(self, *what):
        shutil.rmtree(self.path, ignore_errors=True)

    def join(self, *names):
        return os.path.join(self.path, *names)

    def fresh(self, source, name):
        """A new copy of a folder, on the disk before the clock starts."""
        target = self.join(name)
        shutil.rmtree(target, ignore_errors=True)
        # Which would know the copy for an older one.
        shutil.rmtree(CLOCK["XDG_STATE_HOME"], ignore_errors=True)
        shutil.copytree(source, target)
        os.sync()
        return target


def workspace(path, event, **settings):
    """Makes a workspace with that event applied; settings are lines of convoke.conf."""
    run(CONVOKE, "init", "--address", "meet@convoke.example", path)
    with open(os.path.join(path, "convoke.conf"), "a") as file:
        file.write("[send]\n" + "".join("%s=%s\n" % item for item in settings.items()))
    run(CONVOKE, "-C", path, "apply", event)


def compile(source, target, *packages):
    """A peer in C, compiled like convoke is."""
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", *packages], stdout=subprocess.PIPE,
                           text=True).stdout.split() if packages else []
    run("cc", "-O2", "-o", target, os.path.join(HERE, "peers", source), *flags,
        *(["-shared", "-fPIC", "-ldl"] if target.endswith(".so") else []))
    return target
