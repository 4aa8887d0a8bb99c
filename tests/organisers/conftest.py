"""What organisers' tests may ask for: a world with one row of everything, and a day to see it on."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from tests.organisers.world import World, make_world


@pytest.fixture
def january() -> Iterator[None]:
    """Noon of a Monday, early in a quarter."""
    with time_machine.travel(datetime(2027, 1, 11, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def world(january: None, db: None) -> World:
    return make_world()
