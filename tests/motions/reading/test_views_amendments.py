"""Amendments as readers find them: under their motion, in the order of voting, and how they meet."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.data import amend
from motions.amendments.clashes import ClashKind
from motions.amendments.selectors import Meeting
from motions.backing.workflow import withdraw
from motions.motion.models import Motion
from motions.motion.texts import Text
from motions.reading.views.amendment_contexts import meetings
from tests.motions.factories import make_amendment, make_item, make_motion, mover_of, revise_body
from tests.motions.page_text import main

pytestmark = pytest.mark.django_db

BODY = """Conference notes:

- Rents have risen by five pounds a week.
- The council has done nothing.
- Nobody has been asked.
- A warm home is what everybody needs.
"""


@pytest.fixture
def motion() -> Motion:
    return make_motion(make_item(), title="Rents", body=BODY)


def queries(client: Client, path: str) -> int:
    """How many the page takes for its first reader."""
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_they_stand_in_the_order_of_their_places_and_say_what_they_meet(
    client: Client, motion: Motion
) -> None:
    make_amendment(motion, old="nothing", new="little")
    make_amendment(motion, old="five pounds", new="six pounds")
    make_amendment(motion, old="five pounds", new="ten pounds")
    page = " ".join(main(client.get(f"{motion.get_absolute_url()}amendments/")).split())
    places = [page.index(words) for words in ("“six”", "“ten”", "“little”")]
    assert places == sorted(places)
    assert page.count("It changes the same words as") == 2


def test_those_that_one_meets_alike_are_named_together(client: Client, motion: Motion) -> None:
    for pounds in ("six", "ten", "no"):
        last = make_amendment(motion, old="five pounds", new=f"{pounds} pounds")
    page = " ".join(main(client.get(last.get_absolute_url())).split())
    assert "This amendment changes the same words as A.1, A.2." in page


def test_of_many_that_one_meets_alike_ten_are_named() -> None:
    others = [Meeting(Motion(pk=pk, label=f"A.{pk}"), ClashKind.SAME_WORDS) for pk in range(1, 13)]
    (met,) = meetings(others)
    assert [label for label, _, _ in met["named"]] == [f"A.{pk}" for pk in range(1, 11)]
    drawn = " ".join(render_to_string("motions/reading/_meets.html", {"meeting": met}).split())
    assert drawn.startswith("changes the same words as ")
    assert drawn.endswith(">A.10</a> and two others.")


def test_a_long_list_has_pages_of_twenty(client: Client, motion: Motion) -> None:
    amend([motion], 21)
    path = f"{motion.get_absolute_url()}amendments/"
    pages = [client.get(f"{path}{page}").text for page in ("", "?page=2")]
    assert [page.count('class="amendment"') for page in pages] == [20, 1]
    assert "Page 1 of 2" in pages[0]
    assert "21 amendments" in pages[1]
    assert "All 21 amendments in order of voting" in main(client.get(motion.get_absolute_url()))


def test_many_take_as_many_queries_as_one(client: Client, motion: Motion) -> None:
    first = make_amendment(motion, old="five pounds", new="six pounds")
    addresses = [motion.get_absolute_url(), f"{motion.get_absolute_url()}amendments/"]
    addresses += [motion.item.get_absolute_url(), first.get_absolute_url()]
    with_one = [queries(client, address) for address in addresses]
    for old, new in (("nothing", "little"), ("Nobody", "No tenant"), ("warm", "dry")):
        make_amendment(motion, old=old, new=new)
    assert [queries(client, address) for address in addresses] == with_one


def test_one_for_an_earlier_text_says_so_and_what_it_meets(client: Client, motion: Motion) -> None:
    whole = make_amendment(motion, text=Text.of("Rents", "Conference resolves:\n\n- To build homes.\n"))
    kept = make_amendment(motion, old="nothing", new="little")
    revise_body(motion, "Nobody has been asked", "Nobody was asked")
    says = "Written for revision 1 of the motion. Its mover is asked whether it still fits."
    for path in (motion.get_absolute_url(), f"{motion.get_absolute_url()}amendments/"):
        page = " ".join(main(client.get(path)).split())
        assert page.count(says) == 1
        assert page.count("It cannot be carried together with") == 2
    for each, other in ((whole, "A.2"), (kept, "A.1")):
        page = " ".join(main(client.get(each.get_absolute_url())).split())
        assert f"This amendment cannot be carried together with {other}." in page
        assert (says in page) == (each == whole)


def test_of_a_motion_that_has_ended_no_amendment_is_voted_on(client: Client, motion: Motion) -> None:
    kept = make_amendment(motion, text=Text.of("Rents", "Conference resolves:\n\n- To build homes.\n"))
    revise_body(motion, "Nobody has been asked", "Nobody was asked")
    asked = "Its mover is asked whether it still fits."
    in_order = "Conference votes on them in this order."
    none = "Conference votes on none of these, because the motion was withdrawn."
    pages = [motion.get_absolute_url(), f"{motion.get_absolute_url()}amendments/", kept.get_absolute_url()]
    before = [" ".join(main(client.get(path)).split()) for path in pages]
    withdraw(motion, by=mover_of(motion), note="")
    after = [" ".join(main(client.get(path)).split()) for path in pages]
    assert [(in_order in page, none in page, asked in page) for page in before] == [
        (True, False, True),
        (False, False, True),
        (False, False, True),
    ]
    assert [(in_order in page, none in page, asked in page) for page in after] == [
        (False, True, False),
        (False, False, False),
        (False, False, False),
    ]


def test_a_list_says_on_which_amendments_nobody_votes(client: Client, motion: Motion) -> None:
    first = make_amendment(motion, old="nothing", new="little")
    make_amendment(motion, old="five pounds", new="six pounds")
    path = f"{motion.get_absolute_url()}amendments/"
    says = "Two amendments. Conference votes on one amendment; those on which it does not vote come last."
    before = " ".join(main(client.get(path)).split())
    withdraw(first, by=mover_of(first), note="")
    after = " ".join(main(client.get(path)).split())
    assert "Two amendments, in the order in which conference votes on them:" in before
    assert (says in before, says in after) == (False, True)
