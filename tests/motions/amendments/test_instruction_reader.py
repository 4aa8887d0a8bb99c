"""Whatever an instruction prints is read back as the same operations."""

import hypothesis

from lla.text.units import Units
from motions.amendments.comparison import between
from motions.amendments.instruction_reader import read
from motions.amendments.instructions import as_text, blocks, sentences
from motions.amendments.references import references
from tests.motions.amendments.random_edits import amended
from tests.motions.amendments.test_comparison import SETTINGS


@SETTINGS
@hypothesis.given(amended(1))
def test_an_instruction_reads_back_as_what_it_says(texts: tuple[Units, ...]) -> None:
    base, new = texts
    operations = between(base, new)
    instruction = sentences(base, operations)
    assert read(base, instruction) == operations
    assert all(map(as_text, instruction))
    assert bool(blocks(instruction)) == bool(operations)


@SETTINGS
@hypothesis.given(amended(0))
def test_no_two_lines_are_called_alike(texts: tuple[Units, ...]) -> None:
    (base,) = texts
    assert len(set(references(base))) == len(base)
