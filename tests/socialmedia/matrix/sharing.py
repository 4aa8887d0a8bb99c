"""Sharing a link: the team does, everybody else is led away."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.permission_matrix import Cell
from tests.socialmedia.factories import make_source
from tests.socialmedia.roles import TEAM, Acts, Cast, Rows, who_do

PAGES: Mapping[str, Sequence[Cell]] = {"share": TEAM}


def rows(cast: Cast) -> Rows:
    make_source()
    return {}


def a_link(cast: Cast) -> Mapping[str, Any]:
    return {
        "link": "https://riverside-chronicle.example.org/buses-run-again",
        "title": "Buses run again",
        "words": "Worth reading.",
        "channel": cast.page.pk,
        "read": "on",
    }


ACTS: Acts = {"share": (a_link, who_do(TEAM))}
