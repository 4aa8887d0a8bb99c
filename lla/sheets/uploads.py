"""Reading an uploaded spreadsheet of either kind, in a process with limits."""

from functools import partial

from lla.acts.refusals import NotAllowed
from lla.acts.uploads import read_upload, tried
from lla.jobs.processes import Processes
from lla.sheets import csv_files, xlsx_files
from lla.sheets.tables import LARGEST_FILE, NO_TABLE, Table

_MEMORY = 300  # megabytes
_TOO_LARGE = f"This file is larger than {LARGEST_FILE // 1024 // 1024} MB. Divide it into several files."
_TOO_LONG = "This spreadsheet takes too long to read. Try again, or save it as .csv and choose that file."
_CSV_TOO_LONG = "This file takes too long to read. Try again, or divide it into several files."
_OLD = "This file is from an older version of Excel. Save it as .xlsx and choose it again."
_LOCKED = "This spreadsheet is locked with a password. Save it without one and choose it again."
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LOCKED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"


def read_table(content: bytes) -> Table:
    """The table of an XLSX or CSV file; raises NotAllowed with the sentence for the field."""
    if len(content) > LARGEST_FILE:
        raise NotAllowed([_TOO_LARGE])
    too_slow = _TOO_LONG if content.startswith(_ZIP) else _CSV_TOO_LONG
    return read_upload(_reading, read, content, megabytes=_MEMORY, too_slow=too_slow)


def read(content: bytes) -> tuple[Table | None, str]:
    """The table of a file, or else the sentence refusing it; for a process with limits."""
    return tried(lambda: _table(content), damaged=NO_TABLE)


def _table(content: bytes) -> Table:
    if content.startswith(_OLD_OFFICE):
        raise NotAllowed([_LOCKED if _LOCKED_PACKAGE in content else _OLD])
    reading = xlsx_files.read if content.startswith(_ZIP) else csv_files.read
    return reading(content)


_reading = Processes(1, warm_up=lambda: partial(read, b"name\n"))
