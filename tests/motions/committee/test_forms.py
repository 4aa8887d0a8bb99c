"""What the acts on the desk ask for: a label as it is printed."""

import pytest
from django.test import Client

from motions.agenda.choices import Numbering
from motions.motion.models import Motion
from tests.motions.committee.admin_pages import page_of, seen
from tests.motions.factories import make_amendment, make_conference, make_item, make_motion

pytestmark = pytest.mark.django_db


def label_of(motion: Motion) -> str:
    return Motion.objects.any_nature().get(pk=motion.pk).label


def test_a_letter_is_typed_where_labels_are_letters(desk: Client) -> None:
    motion = make_motion()
    amendment = make_amendment(motion, old="neighbouring ")
    page = desk.get(page_of(motion, "renumber"))
    typed = {"seen": seen(motion), "number": "i"}
    preview = desk.post(page_of(motion, "renumber"), typed)
    wrong = desk.post(page_of(motion, "renumber"), typed | {"number": "I I"})
    desk.post(page_of(motion, "renumber"), typed | {"step": "do"})
    form = page.context["form"]

    assert (form.fields["number"].label, form.fields["number"].help_text) == (
        "New letter or number",
        "A is 1, B is 2 and so on. This motion has A. These are free: B.",
    )
    assert preview.context["relabelled"] == ["1A becomes 1I", "1A.1 becomes 1I.1"]
    assert wrong.context["form"].errors == {"number": ["Enter a letter such as B, or a number such as 2."]}
    assert (label_of(motion), label_of(amendment)) == ("I", "I.1")


def test_a_number_is_typed_where_labels_are_numbers(desk: Client) -> None:
    motion = make_motion(make_item(make_conference(numbering=Numbering.RUNNING)))
    form = desk.get(page_of(motion, "renumber")).context["form"]
    answers = [
        desk.post(page_of(motion, "renumber"), {"seen": seen(motion), "number": number, "step": "do"})
        for number in ("B", "7")
    ]
    assert form.fields["number"].help_text == "This motion has 1. These are free: 2."
    assert answers[0].context["form"].errors == {"number": ["Enter a number such as 2."]}
    assert label_of(motion) == "7"
