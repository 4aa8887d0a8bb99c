"""Running a function in a process of its own, which is ended when its seconds or its memory are used up."""

import atexit
import os
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Any, NamedTuple, NoReturn

import lla
from lla.jobs.garbage import collect_rarely

_ROOT = Path(lla.__file__).resolve().parents[1]
_PROGRAM = "import sys; from lla.jobs.processes import serve; serve(int(sys.argv[1]))"
_IDLE = 600  # seconds after which a process that nobody has asked for anything ends
_GROWN = 400  # megabytes that a process may still hold after its work and be given more to do
_MEMORY_GONE = 3  # how a process ends that could have no more memory
_SLACK = 5  # seconds after which a process that the system did not end is ended by the one who waits
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """By when a function has to be done, and how much memory it may have beyond what its process holds when
    it begins. Several functions may have one limit of time together. So many seconds for which a process has
    to be started first do not count."""

    ends_at: float  # of the monotonic clock, which is the same in all processes
    megabytes: int
    starting: float = 0

    @classmethod
    def after(cls, seconds: float, *, megabytes: int, starting: float = 0) -> "Limits":
        return cls(time.monotonic() + seconds, megabytes, starting)

    def begun_later(self, since: float) -> "Limits":
        """These limits once a process is ready that one has waited for since then."""
        waited = time.monotonic() - since
        left = max(0, self.starting - waited)
        return Limits(self.ends_at + self.starting - left, self.megabytes, left)

    @property
    def seconds(self) -> float:
        """How many are left; a moment at least, because none would mean without end to the system."""
        return max(0.001, self.ends_at - time.monotonic())


class NotFinished(Exception):
    """A function was ended before it was done."""


class OutOfTime(NotFinished):
    """It took longer than its limit."""


class OutOfMemory(NotFinished):
    """It wanted more memory than its limit."""


class Failed(Exception):
    """A function raised an exception, whose traceback this holds."""


class Processes:
    """At most `most` processes, each of which does one thing after another.

    They are new interpreters, which share no connection with the one that asks. Each is started when it is
    first needed, ends after a while without work, and does not outlive the process that asks. What `warm_up`
    answers is called in each before its first work.
    """

    def __init__(self, most: int, *, warm_up: Callable[[], partial[Any]] | None = None) -> None:
        self.most = most
        self._all = [_Process(warm_up) for _ in range(most)]
        self._free: LifoQueue[_Process] = LifoQueue()
        for process in self._all:
            self._free.put(process)

    def run(self, limits: Limits, function: Callable[..., Any], *args: Any) -> Any:
        """What the function returns; it and all it is given and gives can be pickled.

        Waiting for a process counts, until it is free and ready, but for what the limits leave to starting
        one. One not ready in time is left to become so.
        """
        process, limits = self._take(limits)
        try:
            return process.run(limits, partial(function, *args))
        finally:
            self._free.put(process)

    def _take(self, limits: Limits) -> "tuple[_Process, Limits]":
        """A process that nobody else has, and what is left of the limits then."""
        since = time.monotonic()
        try:
            return self._free.get_nowait(), limits
        except Empty:
            starting = not all(process.is_ready for process in self._all)
        try:
            process = self._free.get(timeout=limits.seconds + (limits.starting if starting else 0))
        except Empty:
            raise OutOfTime from None
        return process, limits.begun_later(since) if starting else limits

    def close(self) -> None:
        """End the processes that do nothing."""
        idle = [self._free.get() for _ in range(self._free.qsize())]
        for process in idle:
            process.close()
            self._free.put(process)


class _Process:
    """One process, as the one who asks knows it."""

    def __init__(self, warm_up: Callable[[], partial[Any]] | None) -> None:
        self._warm_up = warm_up
        self._child: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None
        self.is_ready = False

    def run(self, limits: Limits, work: partial[Any]) -> Any:
        while True:
            try:
                line, limits = self._ready_line(limits)
                line.send((limits, work))
                # The system ends it on time; this is for one that the system has stopped.
                if not line.poll(limits.seconds + _SLACK):
                    raise OutOfTime
                done, answer = line.recv()
            except _Starting:
                raise OutOfTime from None
            except (EOFError, ConnectionError):
                # One that ended of itself had no work left and has not begun with ours.
                if status := self._wait():
                    _explain(status)
                continue
            except BaseException:
                self._kill()
                raise
            if not done:
                raise Failed(answer)
            return answer

    def close(self) -> None:
        if self._child and self._line:
            self._line.close()
            try:
                self._child.wait(_SLACK)
            except subprocess.TimeoutExpired:
                self._child.kill()
            self._wait()

    def _start(self) -> Connection:
        ours, theirs = Pipe()
        with theirs:
            self._child = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, str(theirs.fileno())],
                cwd=_ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        self._line, self.is_ready = ours, False
        ours.send(self._warm_up() if self._warm_up else None)
        atexit.register(self.close)
        return ours

    def _ready_line(self, limits: Limits) -> tuple[Connection, Limits]:
        """The line to it once it is ready, and what is left of the limits then."""
        if self._line and self.is_ready:
            return self._line, limits
        since, line = time.monotonic(), self._line or self._start()
        if not line.poll(limits.seconds + limits.starting):
            raise _Starting
        line.recv()
        self.is_ready = True
        return line, limits.begun_later(since)

    def _kill(self) -> None:
        if self._child:
            self._child.kill()
            self._wait()

    def _wait(self) -> int:
        """How the process ended, which is now forgotten."""
        status = self._child.wait() if self._child else 0
        if self._line:
            self._line.close()
        self._child = self._line = None
        atexit.unregister(self.close)
        return status


class _Starting(Exception):
    """A process has not become ready yet."""


def _explain(status: int) -> NoReturn:
    if status == -signal.SIGALRM:
        raise OutOfTime
    # A library in C that is refused memory ends its process by a signal.
    if status == _MEMORY_GONE or status < 0:
        raise OutOfMemory
    raise Failed(f"The process ended with {status}.")


def serve(line: int) -> None:
    """In the process: do what is asked over the line, until it is closed at its other end."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # Who asks decides when it ends: a worker that is told to stop finishes what it has in hand.
        signal.signal(number, signal.SIG_IGN)
    with Connection(line) as asked:
        try:
            if warm_up := asked.recv():
                warm_up()
            collect_rarely()
            asked.send(None)
            while asked.poll(_IDLE):
                limits, work = asked.recv()
                asked.send(_within(limits, work))
                if _held().resident > _GROWN * _MEGABYTE:
                    return
        except (EOFError, ConnectionError):
            return


def _within(limits: Limits, work: partial[Any]) -> tuple[bool, Any]:
    """Whether the work was done, and its answer or what went wrong; the system keeps the limits."""
    before, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _held().addresses + limits.megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (wanted if before < 0 else min(wanted, before), most))
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    try:
        return True, work()
    except MemoryError:
        os._exit(_MEMORY_GONE)
    except Exception:
        return False, traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        resource.setrlimit(resource.RLIMIT_AS, (before, most))


class _Held(NamedTuple):
    """What this process holds, in bytes: addresses it may use, and memory in use."""

    addresses: int
    resident: int


def _held() -> _Held:
    addresses, resident = Path("/proc/self/statm").read_text(encoding="ascii").split()[:2]
    return _Held(int(addresses) * resource.getpagesize(), int(resident) * resource.getpagesize())
