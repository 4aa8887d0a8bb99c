"""What might take too much runs in a process that is ended at its limits, and does not outlive us."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from lla.jobs.processes import Failed, Limits, OutOfMemory, OutOfTime, Processes


def ample() -> Limits:
    return Limits.after(60, megabytes=200)


def short() -> Limits:
    return Limits.after(0.2, megabytes=200)


# A process of which the one that asks is killed: it says who it is and goes on working.
ASKER = """
import os, sys, time
from lla.jobs.processes import Limits, Processes
processes = Processes(1)
print(processes.run(Limits.after(60, megabytes=200), os.getpid), flush=True)
processes.run(Limits.after({seconds}, megabytes=200), time.sleep, {seconds})
time.sleep(600)
"""


@pytest.fixture
def processes() -> Iterator[Processes]:
    processes = Processes(1)
    yield processes
    processes.close()


def test_one_process_answers_again_and_again(processes: Processes) -> None:
    first, second = (processes.run(ample(), os.getpid) for _ in range(2))
    assert first == second != os.getpid()


def test_work_is_ended_when_its_seconds_are_over_and_the_next_has_a_new_process(processes: Processes) -> None:
    ended = processes.run(ample(), os.getpid)
    # Neither sleeping nor adding up comes back to Python before it is done.
    for endless in (partial(time.sleep, 10**6), partial(sum, range(10**15))):
        with pytest.raises(OutOfTime):
            processes.run(short(), endless)
        before, ended = ended, processes.run(ample(), os.getpid)
        assert before != ended


def test_work_is_ended_when_it_wants_too_much_memory(processes: Processes) -> None:
    with pytest.raises(OutOfMemory):
        processes.run(ample(), bytearray, 300_000_000)
    assert len(processes.run(ample(), bytearray, 100_000_000)) == 100_000_000


def test_what_goes_wrong_is_told(processes: Processes) -> None:
    with pytest.raises(Failed, match="ZeroDivisionError"):
        processes.run(ample(), divmod, 1, 0)
    with pytest.raises(Failed, match="The process ended with 7"):
        processes.run(ample(), os._exit, 7)
    assert processes.run(ample(), divmod, 7, 2) == (3, 1)


def test_one_that_is_not_ready_in_time_is_left_to_become_so() -> None:
    processes = Processes(1, warm_up=lambda: partial(time.sleep, 1))
    with pytest.raises(OutOfTime):
        processes.run(short(), os.getpid)
    (process,) = list(processes._free.queue)
    starting = process._child
    assert starting
    assert processes.run(ample(), os.getpid) == starting.pid
    processes.close()


def patient() -> Limits:
    return Limits.after(0.2, megabytes=200, starting=60)


def test_what_starting_takes_does_not_count_where_the_limits_leave_time_for_it() -> None:
    """Neither for the first nor for those who wait meanwhile; then the work alone has its seconds."""
    processes = Processes(1, warm_up=lambda: partial(time.sleep, 1))
    with ThreadPoolExecutor(3) as threads:
        running = [threads.submit(processes.run, patient(), os.getpid) for _ in range(3)]
        assert len({each.result() for each in running}) == 1
    with pytest.raises(OutOfTime):
        processes.run(patient(), time.sleep, 60)
    processes.close()


@pytest.mark.django_db
def test_it_has_no_file_or_connection_of_ours(processes: Processes) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    open_files = processes.run(ample(), os.listdir, "/proc/self/fd")
    # The three of every program, the line to us, and the folder that is being listed.
    assert len(open_files) == 5


def test_no_more_run_at_once_than_may() -> None:
    processes = Processes(2)
    with ThreadPoolExecutor(6) as threads:
        running = list(threads.map(lambda _: processes.run(ample(), os.getpid), range(12)))
    assert 1 <= len(set(running)) <= 2
    processes.close()
    assert [pid for pid in set(running) if Path(f"/proc/{pid}").exists()] == []


def test_who_waits_for_a_free_one_waits_no_longer_than_for_work(processes: Processes) -> None:
    with ThreadPoolExecutor(1) as threads:
        busy = threads.submit(processes.run, Limits.after(3, megabytes=200), time.sleep, 2)
        while not processes._free.empty():
            time.sleep(0.01)
        with pytest.raises(OutOfTime):
            processes.run(short(), os.getpid)
        assert busy.result() is None


def test_it_goes_on_when_everybody_is_told_to_stop(processes: Processes) -> None:
    pid = processes.run(ample(), os.getpid)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        os.kill(pid, number)
    assert processes.run(ample(), os.getpid) == pid


@pytest.mark.parametrize("seconds", [0, 3], ids=["at rest", "at work"])
def test_it_does_not_outlive_one_who_is_killed(seconds: int) -> None:
    asker = subprocess.Popen(
        [sys.executable, "-c", ASKER.format(seconds=seconds)],
        cwd=settings.ROOT,
        stdout=subprocess.PIPE,
    )
    with asker:
        assert asker.stdout
        process = os.pidfd_open(int(asker.stdout.readline()))
        asker.kill()
    try:
        ended, _, _ = select.select([process], [], [], 60)
    finally:
        os.close(process)
    assert ended == [process]


def test_closing_ends_it_and_using_it_again_starts_it_again(processes: Processes) -> None:
    pid = processes.run(ample(), os.getpid)
    processes.close()
    assert not Path(f"/proc/{pid}").exists()
    assert processes.run(ample(), os.getpid) != pid
