"""The order of voting on amendments, those that are printed as one, and what they would empty together."""

from typing import Any

import pytest
from django.test import Client

from lla.accounts.models import User
from lla.emails.models import Email
from lla.papers.blocks import Index
from motions.amendments import selectors
from motions.amendments import workflow as amendments_workflow
from motions.amendments.models import Amendment
from motions.backing import workflow as backing_workflow
from motions.motion import papers as motion_papers
from motions.motion.choices import Act
from motions.motion.models import Motion
from motions.reading.documents import AmendmentsDocument
from tests.motions.committee.admin_pages import page_of, seen, sheet_of
from tests.motions.factories import make_amendment, make_item, make_motion, mover_of
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db

BODY = "Conference notes:\n\n- Rents rose fast\n- Tea is served."


@pytest.fixture
def motion() -> Motion:
    return make_motion(make_item(), title="Rents", body=BODY)


def amend(motion: Motion, old: str, new: str, **fields: Any) -> Motion:
    return make_amendment(motion, old=old, new=new, **fields)


def order(motion: Motion) -> list[str]:
    return [row.motion.label for row in selectors.before_conference(motion)]


def test_the_desk_types_the_order_of_voting(desk: Client, motion: Motion) -> None:
    changes = (("fast", "far"), ("Tea", "Cake"), ("rose", "fell"))
    first, second, third = (amend(motion, old, new) for old, new in changes)
    by_place = order(motion)
    page = desk.get(page_of(motion, "order-of-voting"))
    typed = {f"vote_{second.pk}": "1", f"vote_{first.pk}": "2", f"vote_{third.pk}": ""}

    desk.post(page_of(motion, "order-of-voting"), {"seen": seen(motion), **typed})

    labels = [field.label for field in page.context["form"] if field.name != "seen"]
    assert [label.partition(",")[0] for label in labels] == by_place == ["A.3", "A.1", "A.2"]
    assert "In clause 1, delete “rose” and insert “fell”." in page.text
    assert order(motion) == ["A.2", "A.1", "A.3"]
    step = motion.events.get(act=Act.VOTING_ORDER)
    figures = {second.reference: 1, first.reference: 2, third.reference: None}
    assert (step.public, step.details) == (True, {"order": figures})
    assert Amendment.objects.get(motion=third).voting_order is None


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "Enter 1 or more."),
        ("ten", "Enter a whole number."),
        ("99999", "Enter 9,999 or less."),
        ("1", "Another amendment has the number 1 too."),
    ],
)
def test_a_wrong_number_is_told_beside_its_field(
    desk: Client, motion: Motion, number: str, words: str
) -> None:
    first, second = amend(motion, "fast", "far"), amend(motion, "Tea", "Cake")
    typed = {"seen": seen(motion), f"vote_{first.pk}": "1", f"vote_{second.pk}": number}

    form = desk.post(page_of(motion, "order-of-voting"), typed).context["form"]

    assert form.errors[f"vote_{second.pk}"] == [words]
    assert form[f"vote_{second.pk}"].value() == number
    assert not Amendment.objects.exclude(voting_order=None).exists()


def test_an_order_typed_while_somebody_acted_comes_back(desk: Client, motion: Motion, member: User) -> None:
    amendment = amend(motion, "fast", "far")
    typed = {"seen": seen(motion), f"vote_{amendment.pk}": "7"}
    amendments_workflow.order_votes(motion, by=member, numbers={amendment.pk: 3})

    answer = desk.post(page_of(motion, "order-of-voting"), typed)

    assert (answer.status_code, answer.context["form"][f"vote_{amendment.pk}"].value()) == (409, "7")
    assert Amendment.objects.get(motion=amendment).voting_order == 3


def test_without_amendments_there_is_no_order(desk: Client, motion: Motion) -> None:
    assert desk.get(page_of(motion, "order-of-voting")).context["reasons"] == [
        "No amendments to this motion are before conference."
    ]


@pytest.fixture
def alike(motion: Motion) -> list[Motion]:
    return [amend(motion, "fast", "far", group=make_group("Weald Left")), amend(motion, "fast", "far")]


def test_amendments_that_say_the_same_are_printed_as_one_with_both_movers(
    desk: Client, client: Client, motion: Motion, alike: list[Motion]
) -> None:
    first, second = alike
    other = amend(motion, "Tea", "Cake")
    offered = desk.get(sheet_of(second))
    addresses = (f"{motion.get_absolute_url()}amendments/", motion.get_absolute_url())
    before = [Client().get(address).text.count("delete “fast”") for address in addresses]
    desk.post(page_of(second, "print-as-one"), {"seen": seen(second)})

    assert "It makes the same change as" in offered.text
    assert "Print as one with those that say the same" in [
        button.action.label for button in offered.context["possible"]
    ]
    [row, _] = selectors.marshalled_under([Motion.objects.for_papers().get(pk=motion.pk)])[motion.pk]
    assert (row.motion, row.motion.printed_with, row.meetings) == (first, (second,), ())
    assert motion_papers.by_line(row.motion) == "Weald Left; Three signatories"
    assert before == [2, 2]
    for address in addresses:
        page = Client().get(address).text
        assert "Weald Left; Three signatories" in page
        assert page.count("delete “fast” and insert “far”") == 1
    assert "Three amendments" in Client().get(f"{motion.get_absolute_url()}amendments/").text
    item = Client().get(motion.item.get_absolute_url()).text
    assert item.count("delete “fast” and insert “far”") == 1
    assert "A.1, A.2" in item
    assert "A.2: Three signatories" in item
    assert "is printed as one with it" in Client().get(second.get_absolute_url()).text
    assert other.label == "A.3"


def test_the_files_print_them_as_one(desk: Client, motion: Motion, alike: list[Motion]) -> None:
    desk.post(page_of(alike[0], "print-as-one"), {"seen": seen(alike[0])})
    booklet = AmendmentsDocument.find(motion.pk).read(".pdf")
    assert [part.title for part in booklet.parts] == ["A) Rents", "A.1, A.2: Amendment to “Rents”"]
    [index] = booklet.front.blocks
    assert isinstance(index, Index)
    assert [(line.label, line.by.partition(" · ")[0]) for line in index.lines] == [
        ("A", "Three signatories"),
        ("A.1, A.2", "Weald Left; Three signatories"),
    ]
    assert "A.2: Three signatories" in str(booklet.parts[1].blocks)


def test_their_movers_are_told_with_which_they_are_printed(
    desk: Client, motion: Motion, alike: list[Motion]
) -> None:
    first, second = alike
    third = amend(motion, "fast", "far")

    def told() -> set[tuple[str, ...]]:
        sent = Email.objects.filter(kind="motions/printed_as_one")
        rows = {tuple(email.subject.split(": ")) for email in sent}
        sent.delete()
        return rows

    desk.post(page_of(second, "print-as-one"), {"seen": seen(second)})
    as_one = told()
    desk.post(page_of(third, "print-apart"), {"seen": seen(third)})

    assert as_one == {
        (first.reference, "printed with A.2, A.3"),
        (second.reference, "printed with A.1, A.3"),
        (third.reference, "printed with A.1, A.2"),
    }
    assert told() == {
        (first.reference, "printed with A.2"),
        (second.reference, "printed with A.1"),
        (third.reference, "printed by itself again"),
    }


def test_they_are_printed_apart_again_by_an_act_or_once_one_is_changed(
    desk: Client, motion: Motion, alike: list[Motion]
) -> None:
    first, second = alike

    def entries() -> int:
        return len(selectors.marshalled_under([Motion.objects.for_papers().get(pk=motion.pk)])[motion.pk])

    desk.post(page_of(first, "print-as-one"), {"seen": seen(first)})
    together = entries()
    desk.post(page_of(second, "print-apart"), {"seen": seen(second)})
    apart = entries()
    desk.post(page_of(first, "print-as-one"), {"seen": seen(first)})
    again = entries()
    backing_workflow.withdraw(second, by=mover_of(second), note="")

    assert (together, apart, again, entries()) == (1, 2, 1, 2)


def test_what_is_not_alike_is_not_printed_as_one(desk: Client, motion: Motion) -> None:
    amendment = amend(motion, "fast", "far")
    amend(motion, "fast", "wide")
    page = page_of(amendment, "print-as-one")
    reason = "No other amendment that is public makes the same change."
    assert desk.get(page).context["reasons"] == [reason]
    assert desk.post(page, {"seen": seen(amendment)}).context["form"].non_field_errors() == [reason]


def test_the_desk_is_told_of_amendments_that_empty_a_clause_together(desk: Client, motion: Motion) -> None:
    three = [amend(motion, old, new) for old, new in (("Rents ", ""), ("rose ", ""), (" fast", ""))]
    words = "If A.1, A.2 and A.3 are all carried, nothing is left of clause 1."
    pages = [desk.get(sheet_of(each)).text for each in (motion, *three)]
    assert [words in page for page in pages] == [True] * 4
    backing_workflow.withdraw(three[1], by=mover_of(three[1]), note="")
    assert "nothing is left of" not in desk.get(sheet_of(motion)).text
