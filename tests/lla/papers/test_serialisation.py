"""A paper that is written down for the worker is the same paper when it is read back."""

import json

import pytest

from lla.papers.blocks import Divider, Index, IndexLine, Mark, Names, Notice, Paper, plain
from lla.papers.serialisation import from_plain, to_plain
from tests.lla.papers.sample_papers import make_paper, make_report


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
    assert from_plain(json.loads(json.dumps(to_plain(paper)))) == paper


@pytest.mark.parametrize("written", [{"is": "Span", "text": ""}, {"is": "Literal"}, {"is": "Block"}])
def test_what_is_no_paper_is_not_read_as_one(written: dict[str, str]) -> None:
    with pytest.raises((TypeError, KeyError)):
        from_plain(written)
