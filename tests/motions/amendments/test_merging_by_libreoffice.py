"""LibreOffice settles the changes of several amendments in one file, and loses nothing."""

from collections.abc import Iterable, Mapping

import pytest

from lla.papers import word
from lla.papers.blocks import MarkedPaper, Paper
from lla.text.units import Units, units, write
from motions.amendments.applying import Clashing, merge
from motions.amendments.comparison import between
from motions.amendments.merging import merged_lines
from motions.amendments.operations import Operations
from tests.lla.wordfile import changed_texts, office
from tests.lla.wordfile.office import Step
from tests.lla.wordfile.test_by_libreoffice import Folder, text_of

TEXT = units("Rents", changed_texts.BASE, changed_texts.APPENDIX)
CHANGED = [
    between(TEXT, units("Rents", body, changed_texts.APPENDIX)) for body in changed_texts.AMENDED.values()
]


def together(first: int) -> Mapping[str, Operations]:
    """One of the changes, and as many of the others as clash with none before them."""
    named: dict[str, Operations] = {}
    for number in range(len(CHANGED)):
        place = (first + number) % len(CHANGED)
        try:
            merge(TEXT, [*named.values(), CHANGED[place]])
        except Clashing:
            continue
        named[f"A.{place + 1}"] = CHANGED[place]
    return named


MERGED = {f"from A.{first + 1}": together(first) for first in range(len(CHANGED))}


def test_most_drafts_are_of_several_amendments() -> None:
    assert sorted(len(named) > 2 for named in MERGED.values()).index(True) < len(MERGED) / 2


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    made = Folder(tmp_path_factory.mktemp("office"))
    office.work(_steps(made), made.path)
    return made


def _steps(made: Folder) -> Iterable[Step]:
    for name, named in MERGED.items():
        paper = MarkedPaper(Paper("Rents", ()), merged_lines(TEXT, named), changed_by="A.1")
        path = made.put(name, word.render(paper))
        for verb in ("accept", "refuse"):
            yield from made.settled(path, name, verb)


@pytest.mark.parametrize("name", MERGED)
def test_all_accepted_it_is_the_merged_text_and_all_refused_the_base(folder: Folder, name: str) -> None:
    merged: Units = merge(TEXT, list(MERGED[name].values())).units
    said = {verb: text_of(folder.content(f"{name} {verb}.docx"), TEXT) for verb in ("accept", "refuse")}
    assert said == {"accept": write(merged), "refuse": write(TEXT)}
