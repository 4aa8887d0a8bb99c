"""What the tests of complaints may ask for: the smallest team, and noon on a day in June, fixed."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.socialmedia.complaints.factories import NOON, Team, make_team


@pytest.fixture
def june() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def team() -> Team:
    return make_team()
