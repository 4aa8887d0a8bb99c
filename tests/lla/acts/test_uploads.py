"""What a file's process takes to start is not counted against the file that happens to come first."""

from io import BytesIO

import openpyxl
import pytest
from pytest_django import Settings

from lla.acts.refusals import NotAllowed
from lla.sheets import uploads as sheets_uploads
from lla.sheets.uploads import read_table
from lla.wordfile import uploads as wordfile_uploads
from lla.wordfile.uploads import read_word
from tests.lla.wordfile.word_files import make_word

SHORT = 0.5  # seconds, in which no process starts and any small file is read
CSV = b"Name,Town\nHull Left,Hull\n"


def test_the_first_file_after_a_start_is_read_like_any_other(settings: Settings) -> None:
    settings.SECONDS_FOR_AN_UPLOAD = SHORT
    for module in (wordfile_uploads, sheets_uploads):
        module._reading.close()
    words = read_word(make_word("<w:p><w:r><w:t>Words</w:t></w:r></w:p>")).body
    assert (words, [cell for row in read_table(CSV).rows for cell in row.cells]) == (
        "Words",
        ["Hull Left", "Hull"],
    )


def workbook() -> bytes:
    book, out = openpyxl.Workbook(), BytesIO()
    for number in range(500):
        book.active.append([f"Group {number}", "Hull"])
    book.save(out)
    return out.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(NotAllowed) as refused:
        read_table(content)
    return refused.value.reasons[0]


def test_a_csv_that_takes_too_long_is_not_to_be_saved_as_one(settings: Settings) -> None:
    read_table(CSV)
    settings.SECONDS_FOR_AN_UPLOAD = 0.001
    refused = [refusal(content) for content in (b'"Hull, Left",Hull\n' * 60_000, workbook())]
    assert refused == [
        "This file takes too long to read. Try again, or divide it into several files.",
        "This spreadsheet takes too long to read. Try again, or save it as .csv and choose that file.",
    ]
