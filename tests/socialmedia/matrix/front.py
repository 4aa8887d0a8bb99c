"""The public page, and the team's board."""

from collections.abc import Mapping, Sequence

from tests.permission_matrix import Cell
from tests.socialmedia.roles import EVERYBODY, READERS, Acts, Cast, Rows

PAGES: Mapping[str, Sequence[Cell]] = {"social": EVERYBODY, "board": READERS}
ACTS: Acts = {}


def rows(cast: Cast) -> Rows:
    return {}
