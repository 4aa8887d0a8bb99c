"""An organiser, whom most tests of contact lists ask for."""

import pytest

from lla.accounts.models import User
from tests.organisers.factories import make_organiser


@pytest.fixture
def organiser() -> User:
    return make_organiser(email="sam@example.org")
