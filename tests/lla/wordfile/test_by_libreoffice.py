"""LibreOffice accepts, refuses, changes and saves marked files as people do, and nothing is lost."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from lla.papers.stamps import BEGIN_WORDS, END_WORDS
from lla.text.units import Part, Units, numbers, write
from lla.wordfile.marked_region import LocatedBy
from lla.wordfile.returned import as_written_in
from tests.lla.wordfile import office
from tests.lla.wordfile.changed_texts import by_chance, chosen
from tests.lla.wordfile.marked_files import SMALL, STAMP, make_marked, parts, read, with_text
from tests.lla.wordfile.office import OLD_WORD, OPEN_DOCUMENT, RICH_TEXT, WORD, WORDS, Step
from tests.lla.wordfile.tracked_edits import EDITS, TOP

# The last five made LibreOffice lose something, before it was told otherwise.
SEEDS = (*range(12), 28, 69, 142, 320, 342)
AMENDED = chosen() | {f"by chance {seed}": by_chance(seed) for seed in SEEDS}
SMALL_BODY = write(SMALL)[1]
# What somebody does to the small text, and what it says then.
BY_HAND: dict[str, tuple[list[Step], str]] = {
    "words": ([("replace", "two", "2"), ("replace", "Ouse", "Aire")], SMALL_BODY.replace("two", "2")),
    "lines inserted": (
        [("after", "five", "eight"), ("after", "seven", "nine"), ("after", "nine", "ten", "1")],
        SMALL_BODY.replace("six", "six\n  - eight") + "\n- nine\n  - ten",
    ),
    "lines deleted": (
        [("delete", "four"), ("delete", "five")],
        SMALL_BODY.replace("- four\n  - five six\n", ""),
    ),
    "the last deleted": ([("delete", "seven")], SMALL_BODY.replace("\n- seven", "")),
    "a line split": ([("split", "one", "two")], SMALL_BODY.replace("one two", "one\n- two")),
    "lines joined": ([("join", "four")], SMALL_BODY.replace("four\n  - five", "fourfive")),
    "another depth": ([("level", "five", "0")], SMALL_BODY.replace("  - five", "- five")),
}
ROUTES = {"docx": WORD, "odt": OPEN_DOCUMENT, "doc": OLD_WORD, "rtf": RICH_TEXT}
# LibreOffice 7.4 does not record another depth, and brings back what was deleted of an insertion.
NOT_REFUSED = {"lines joined", "another depth"}
NOT_BY_OFFICE = {("another depth", "refuse"), ("words deleted that were inserted", "accept")}


class Folder:
    """The files that LibreOffice is given, and those that it leaves."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, name: str, content: bytes) -> str:
        (self.path / f"{name}.docx").write_bytes(content)
        return str(self.path / f"{name}.docx")

    def name(self, name: str) -> str:
        return str(self.path / name)

    def settled(self, load: str, name: str, verb: str) -> Iterator[Step]:
        """A file with every change accepted or refused, saved as a Word file and as words."""
        yield from [("load", load), (verb,), ("save", self.name(f"{name} {verb}.docx"), WORD)]
        yield from [("save", self.name(f"{name} {verb}.txt"), WORDS), ("close",)]

    def content(self, name: str) -> bytes:
        return (self.path / name).read_bytes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """What LibreOffice leaves when it has done, in one go, all that is asked below."""
    made = Folder(tmp_path_factory.mktemp("office"))
    office.work(_steps(made), made.path)
    return made


def _steps(made: Folder) -> Iterable[Step]:
    for name, (old, new) in AMENDED.items():
        path = made.put(name, make_marked(old, new))
        for verb in ("accept", "refuse"):
            yield from made.settled(path, name, verb)
    small = made.put("small", make_marked(SMALL))
    for name, (paragraphs, _) in EDITS.items():
        path = made.put(name, with_text(make_marked(SMALL), TOP + paragraphs))
        for verb in ("accept", "refuse"):
            yield from made.settled(path, name, verb)
    for name, (steps, _) in BY_HAND.items():
        for record in ("on", "off"):
            yield from [("load", small), ("must record",), ("record", record), *steps]
            yield from [("save", made.name(f"{name} {record}.docx"), WORD), ("close",)]
    for ending, filter_ in ROUTES.items():
        between = made.name(f"between.{ending}")
        yield from [("load", small), ("save", between, filter_), ("close",), ("load", between)]
        yield from [("save", made.name(f"through {ending}.docx"), WORD), ("close",)]


def text_of(content: bytes, base: Units) -> tuple[str, str, str]:
    """What the file says, and that nothing of it is still tracked."""
    returned = read(content)
    assert not returned.is_tracked
    return write(as_written_in(base, returned.accepted))


def printed(text: Units) -> list[str]:
    """The lines of a text as words, each behind its number."""
    lines = [
        (unit.part, " ".join(f"{number} {unit.text}".split()))
        for number, unit in zip(numbers(text), text, strict=True)
    ]
    appendix = [line for part, line in lines if part is Part.APPENDIX]
    heading = ["Appendix"] if appendix else []
    return [*(line for part, line in lines if part is not Part.APPENDIX), *heading, *appendix]


def shown(words: str) -> list[str]:
    """The lines between the markers of a file that was saved as words."""
    lines = [" ".join(line.split()) for line in words.splitlines()]
    begin, end = (at for at, line in enumerate(lines) if line.startswith((BEGIN_WORDS, END_WORDS)))
    return lines[begin + 1 : end]


@pytest.mark.parametrize("name", AMENDED)
def test_accepted_it_is_the_new_text_and_refused_the_old_one(folder: Folder, name: str) -> None:
    old, new = AMENDED[name]
    for verb, text in (("accept", new), ("refuse", old)):
        assert text_of(folder.content(f"{name} {verb}.docx"), text) == write(text)
        lines = shown(folder.content(f"{name} {verb}.txt").decode("utf-8-sig"))
        assert lines == printed(text)


@pytest.mark.parametrize("name", EDITS)
def test_it_reads_the_same_of_what_word_tracked(folder: Folder, name: str) -> None:
    returned = read(folder.content(f"{name}.docx"))
    for verb, text in (("accept", returned.accepted), ("refuse", returned.refused)):
        is_same = text_of(folder.content(f"{name} {verb}.docx"), SMALL) == parts(text)
        assert is_same == ((name, verb) not in NOT_BY_OFFICE)


@pytest.mark.parametrize("record", ["on", "off"])
@pytest.mark.parametrize("name", BY_HAND)
def test_what_people_change_in_it_is_read_tracked_or_not(folder: Folder, name: str, record: str) -> None:
    returned = read(folder.content(f"{name} {record}.docx"))
    assert parts(returned.accepted) == ("A title", BY_HAND[name][1], "")
    assert (returned.located_by, returned.stamp) == (LocatedBy.MARKERS, STAMP)
    if record == "on" and name not in NOT_REFUSED:
        assert parts(returned.refused) == write(SMALL)


@pytest.mark.parametrize("ending", ROUTES)
def test_text_place_and_stamp_survive_other_formats(folder: Folder, ending: str) -> None:
    returned = read(folder.content(f"through {ending}.docx"))
    assert parts(returned.accepted) == write(SMALL)
    assert (returned.located_by, returned.stamps) == (LocatedBy.MARKERS, (STAMP,))
