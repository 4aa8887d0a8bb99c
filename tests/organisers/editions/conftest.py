"""The organiser and two groups of the region, whom tests of editions ask for."""

import pytest

from lla.accounts.models import User
from organisers.groups.models import Group
from tests.organisers.factories import make_group, make_organiser


@pytest.fixture
def organiser() -> User:
    return make_organiser(email="sam@example.org")


@pytest.fixture
def hull() -> Group:
    return make_group("Hull Left")


@pytest.fixture
def selby() -> Group:
    return make_group("Selby Left")
