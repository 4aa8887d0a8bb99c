"""How a browser test says in which pages it wants to be run."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import pytest

PHONE = 320
DESK = 1280


@dataclass(frozen=True)
class Look:
    """One way of looking at a page: how wide, in which colours, with JavaScript or without."""

    width: int = DESK
    scheme: str = "light"
    javascript: bool = True

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}-{'js' if self.javascript else 'nojs'}"


def looks(
    *,
    width: Sequence[int] = (DESK,),
    scheme: Sequence[str] = ("light",),
    javascript: Sequence[bool] = (True,),
) -> pytest.MarkDecorator:
    """Run a test that asks for `page` in each of these looks: `@looks(width=[PHONE, DESK])`."""
    every = [Look(*look) for look in product(width, scheme, javascript)]
    return pytest.mark.parametrize("page", every, indirect=True, ids=str)
