"""No link of the team's pages leads to a refusal, to nothing, or to a page without the form it promises.

It takes longer than others, for it opens the pages there are as everybody who may sign in.
"""

import pytest

from tests.link_walk import Walk
from tests.socialmedia.roles import ROLES, come_in, make_cast
from tests.socialmedia.test_permissions import PARTS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
def test_every_link_keeps_what_it_promises(role: str) -> None:
    cast = make_cast()
    for part in PARTS.values():
        part.rows(cast)
    walk = Walk(come_in(cast)[role], signed_in=role != "anonymous").go(("/", "/accounts/", "/social/"))
    walk.wrong.pop("/social/reports/", None)  # a list; the form beside it is the coordinator's
    assert walk.wrong == {}
    assert ("/social/board/" in walk.opened) == (role != "lapsed")
