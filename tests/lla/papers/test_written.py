"""A paper that is written down for the worker is the same paper when it is read back."""

import json

import pytest

from lla.papers.blocks import Divider, Index, IndexLine, Mark, Names, Notice, Paper, plain
from lla.papers.written import read_back, write_down
from tests.lla.papers.samples import make_paper, make_report


@pytest.mark.parametrize(
    "paper",
    [
        make_paper(),
        make_report(),
        Paper(
            "All the rest",
            (
                Index((IndexLine("A", "Title", "By", "m1"),)),
                Mark("Received", "good"),
                Names("", ("Ana",)),
                Notice(plain("")),
                Divider(page=True),
            ),
        ),
    ],
    ids=["motion", "report", "rest"],
)
def test_a_paper_is_the_same_when_it_is_read_back(paper: Paper) -> None:
    assert read_back(json.loads(json.dumps(write_down(paper)))) == paper


@pytest.mark.parametrize("written", [{"is": "Span", "text": ""}, {"is": "Literal"}, {"is": "Block"}])
def test_what_is_no_paper_is_not_read_as_one(written: dict[str, str]) -> None:
    with pytest.raises((TypeError, KeyError)):
        read_back(written)
