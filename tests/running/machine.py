"""A machine for docs/running.md to be walked on: a folder in place of /, and stand-ins beside it.

Everything that is not as on a real site is here. Paths get the folder's name in front, the two public ports
become free ones of loopback, and PATH begins with STAND_INS. PostgreSQL, nginx, gunicorn, git and the site
itself are the real ones.
"""

import grp
import os
import pwd
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from configparser import ConfigParser
from contextlib import ExitStack, contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
PAGE = CHECKOUT / "docs" / "running.md"
SITE = "conference.example.org"
SOURCE = "https://git.example.org/lla.git"
PLACES = re.compile(r"(?<![\w.}/])/(?=(srv|etc|run|var/lib|var/log|var/backups|var/www|usr/local)/)")
SETTING = re.compile(r"([A-Z][A-Z0-9_]*)='([^']*)'")
PROGRAMS = ["bash", "curl", "git", "nginx", "openssl"]
PATIENCE = 900  # seconds: the machine may be slow, and busy with other tests

# What each of them leaves out is left out of the walk; all but `id` write down that they were called.
STAND_INS = {
    # No account is made: everything runs as who runs the tests, and PostgreSQL alone is told the name.
    "adduser": "",
    "runuser": 'export ACCOUNT=$2 PGUSER=$2; shift 3; exec "$@"',
    "id": 'echo "${ACCOUNT:-root}"',
    "install": """
        kept=()
        while (($#)); do case $1 in -o | -g) shift 2 ;; *) kept+=("$1"); shift ;; esac; done
        exec /usr/bin/install "${kept[@]}" """,
    # The units' own commands are run by the walk, as systemd would run them.
    "systemctl": "",
    # A certificate that nobody but itself has signed.
    "certbot": f"""
        live=$ROOT/etc/letsencrypt/live/{SITE}
        mkdir -p "$live"
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={SITE} \\
          -addext subjectAltName=DNS:{SITE} -keyout "$live/privkey.pem" \\
          -out "$live/fullchain.pem" 2>/dev/null""",
    # The site's packages are those that the tests run with: none is fetched.
    "python3": f"""
        mkdir -p "$3/bin"
        printf '#!/bin/sh\\nexec {sys.executable} "$@"\\n' >"$3/bin/python"
        printf '#!/bin/sh\\nexec {sys.executable} -m gunicorn "$@"\\n' >"$3/bin/gunicorn"
        printf '#!/bin/sh\\n' >"$3/bin/pip"
        chmod +x "$3/bin"/*""",
}


def blocks() -> list[str]:
    """The page's commands that are marked as tested, in order."""
    return re.findall(r"^```sh tested\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)


def missing() -> list[str]:
    """The programs that a walk needs and this machine has not."""
    absent = [name for name in PROGRAMS if not find(name)]
    return absent + ([] if postgresql() else ["postgresql"])


def find(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin")


def postgresql() -> Path | None:
    """The folder of the newest PostgreSQL programs that Debian has installed."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    versions = {int(path.parts[4]): path.parent for path in found if path.parts[4].isdecimal()}
    return versions[max(versions)] if versions and max(versions) >= 15 else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(true: Callable[[], bool], what: str) -> None:
    ends = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > ends:
            raise AssertionError(f"In {PATIENCE} seconds it did not happen: {what}")
        time.sleep(0.2)


class Machine:
    """The folder, its database server, and the processes that the walk starts."""

    def __init__(self, root: Path, ending: ExitStack) -> None:
        self.root, self._ending = root, ending
        self.http, self.https = free_port(), free_port()
        self.programs = postgresql() or Path()
        for place in (
            "etc/nginx/conf.d",
            "etc/systemd/system",
            "usr/local/bin",
            "usr/local/sbin",
            "stand-ins",
        ):
            (root / place).mkdir(parents=True)
        for place in ("run/lla", "var/log/nginx"):
            (root / place).mkdir(parents=True)
        self._put_stand_ins()
        self.environment = {
            "PATH": f"{root}/stand-ins:{root}/usr/local/bin:{root}/usr/local/sbin:"
            f"{self.programs}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            "ROOT": str(root),
            "HOME": str(root),
            "LANG": "C.UTF-8",
            "PGHOST": str(root / "pg"),
            # The page's own address of the code leads to a copy of this checkout.
            "GIT_CONFIG_COUNT": "3",
            "GIT_CONFIG_KEY_0": f"url.{root}/origin.insteadOf",
            "GIT_CONFIG_VALUE_0": SOURCE,
            "GIT_CONFIG_KEY_1": "user.name",
            "GIT_CONFIG_VALUE_1": "A test",
            "GIT_CONFIG_KEY_2": "user.email",
            "GIT_CONFIG_VALUE_2": "test@example.org",
        }

    def here(self, text: str) -> str:
        """A file's or command's words, as they are to be on this machine."""
        text = re.sub(r"^ *listen \[::\]:.*\n", "", text, flags=re.MULTILINE)  # not every machine has IPv6
        text = text.replace("listen 80;", f"listen 127.0.0.1:{self.http};")
        text = text.replace("listen 443 ", f"listen 127.0.0.1:{self.https} ")
        return PLACES.sub(f"{self.root}/", text)

    def _put_stand_ins(self) -> None:
        for name, does in STAND_INS.items():
            told = "" if name == "id" else f'echo "{name} $*" >>"{self.root}/calls"\n'
            stand_in = self.root / "stand-ins" / name
            stand_in.write_text(f"#!/bin/bash\nset -eu\n{told}{does}\n")
            stand_in.chmod(0o755)

    def calls(self, name: str) -> list[str]:
        lines = (self.root / "calls").read_text().splitlines()
        return [line.removeprefix(f"{name} ") for line in lines if line.startswith(f"{name} ")]

    def run(self, commands: str) -> str:
        """What a block of the page prints; the test fails with its words when one of its lines fails."""
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", self.here(commands)],
            env=self.environment,
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{commands}\n{done.stdout}"
        return done.stdout

    def put_code(self) -> None:
        """The code's address: a repository of what this checkout holds, with docs/ as they are to be here."""
        origin = self.root / "origin"
        listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.check_output(listed, cwd=CHECKOUT, text=True).split("\0")
        for name in filter(None, names):
            if (CHECKOUT / name).is_file():
                (origin / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(CHECKOUT / name, origin / name)
        for file in filter(Path.is_file, (origin / "docs").rglob("*")):
            if file.suffix != ".png":
                file.write_text(self.here(file.read_text()))
        self.run(f"cd {origin}; git init -q -b main; git add -A; git commit -q -m 'The first release'")

    def start(
        self, *command: str, log: str, by: signal.Signals = signal.SIGTERM, **options: object
    ) -> "subprocess.Popen[bytes]":
        """A process that ends with the walk, whatever becomes of it."""
        with (self.root / "var/log" / log).open("ab") as lines:
            process = subprocess.Popen(command, stdout=lines, stderr=lines, **options)  # type: ignore[call-overload]
        self._ending.callback(end, process, by=by)
        return process  # type: ignore[no-any-return]

    def start_postgresql(self) -> None:
        data, account = self.root / "pg", None
        data.mkdir(mode=0o755)
        if os.geteuid() == 0:  # it refuses to run as root
            names = {entry.pw_name for entry in pwd.getpwall()}
            account = "postgres" if "postgres" in names else "nobody"
            shutil.chown(data, account)
        who = {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []} if account else {}
        initdb = [self.programs / "initdb", "--auth=trust", "--username=postgres", "--no-sync", data / "data"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd="/", **who)  # type: ignore[call-overload]
        settings = ["-c", "listen_addresses=", "-c", "fsync=off", "-k", str(data), "-D", str(data / "data")]
        server = [str(self.programs / "postgres"), *settings]
        # QUIT: it waits for nobody, and nothing of it is kept.
        self.start(*server, log="postgresql.log", by=signal.SIGQUIT, cwd="/", **who)
        asked = [str(self.programs / "pg_isready"), "--quiet", f"--host={data}"]
        until(lambda: subprocess.run(asked, check=False).returncode == 0, "PostgreSQL is there")

    def start_nginx(self) -> "subprocess.Popen[bytes]":
        """nginx with what Debian's own nginx.conf would say, as far as it matters, and our files."""
        me, group = pwd.getpwuid(os.geteuid()).pw_name, grp.getgrgid(os.getegid()).gr_name
        bodies = [f"{kind}_temp_path {self.root}/run/{kind};" for kind in ("client_body", "proxy", "fastcgi")]
        bodies += [f"{kind}_temp_path {self.root}/run/{kind};" for kind in ("uwsgi", "scgi")]
        conf = self.root / "etc/nginx/nginx.conf"
        user = f"user {me} {group};" if os.geteuid() == 0 else ""
        conf.write_text(
            f"{user} daemon off; pid {self.root}/run/nginx.pid;\n"
            f"error_log {self.root}/var/log/nginx/error.log; events {{}}\n"
            f"http {{ {' '.join(bodies)} access_log {self.root}/var/log/nginx/access.log;\n"
            f"include {self.root}/etc/nginx/conf.d/*.conf; }}\n"
        )
        nginx = self.start(find("nginx") or "", "-e", "stderr", "-c", str(conf), log="nginx-itself.log")
        until(lambda: reachable(self.https) or nginx.poll() is not None, "nginx listens")
        assert nginx.poll() is None, (self.root / "var/log/nginx-itself.log").read_text()
        return nginx

    def open_socket(self) -> socket.socket:
        """As systemd does for lla-web.socket: it stays when the web server goes."""
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(self.root / "run/lla.sock"))
        listener.listen(128)
        self._ending.callback(listener.close)
        return listener

    def start_unit(self, name: str, *, listener: socket.socket | None = None) -> "subprocess.Popen[bytes]":
        """A service's own command, in its folder and with its environment, as systemd starts it."""
        unit = ConfigParser(interpolation=None, strict=False)
        unit.optionxform = str  # type: ignore[assignment]
        unit.read(self.root / f"etc/systemd/system/{name}.service")
        service = unit["Service"]
        lines = Path(service["EnvironmentFile"]).read_text().splitlines()
        given = [SETTING.fullmatch(line) for line in lines if line and not line.startswith("#")]
        assert None not in given, "A shell and systemd read the environment's file differently."
        environment = {
            **{name: self.environment[name] for name in ("PATH", "LANG", "PGHOST")},
            **{match[1]: match[2] for match in given if match},
            "PGUSER": service["User"],
            "RUNTIME_DIRECTORY": f"{self.root}/run/{service.get('RuntimeDirectory', '')}",
        }
        command = shlex.split(service["ExecStart"])
        handed: tuple[int, ...] = ()
        if listener:
            handed = (listener.fileno(),)
            script = f'exec 3<&{handed[0]}; export LISTEN_FDS=1 LISTEN_PID=$$; exec "$@"'
            command = ["bash", "-c", script, "bash", *command]
        folder = service["WorkingDirectory"]
        return self.start(*command, log=f"{name}.log", env=environment, cwd=folder, pass_fds=handed)


def reachable(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def end(process: "subprocess.Popen[bytes]", *, by: signal.Signals = signal.SIGTERM) -> None:
    """Ask a process of ours to end, and what it started with it; one that does not is killed."""
    if process.poll() is None:
        process.send_signal(by)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def a_machine() -> Iterator[Machine]:
    root = Path(tempfile.mkdtemp(prefix="walk-"))
    root.chmod(0o755)  # PostgreSQL runs under an account of its own
    with ExitStack() as ending:
        ending.callback(shutil.rmtree, root, ignore_errors=True)
        yield Machine(root, ending)
