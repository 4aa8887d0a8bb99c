"""An amendment sent in through its pages: from the motion's page to the receipt."""

import pytest
from django.test import Client
from django.urls import reverse

from motions.agenda.choices import Nature
from motions.motion.models import Motion
from motions.submitting.models import Draft
from tests.motions.factories import make_item, make_motion
from tests.motions.member_pages import page, seen

pytestmark = pytest.mark.django_db

BODY = """Conference notes:

- Rents have risen by five pounds a week.
- The council has done nothing.

Conference resolves:

- To write to the council.
- To call a meeting that:
  - everybody can come to;
  - has tea.
"""


@pytest.fixture
def motion() -> Motion:
    return make_motion(make_item(), title="Rents", body=BODY)


def begin(client: Client, motion: Motion) -> Draft:
    client.post(reverse("motions:amend", args=[motion.reference]))
    return Draft.objects.latest("pk")


def boxes(client: Client, draft: Draft, **typed: str) -> dict[str, str]:
    """The form clause by clause as it comes, with what is typed into some of its boxes."""
    mark = seen(client, page(draft, "step_text"))
    return mark | {"clauses": "1", **{name.replace("_", "-"): words for name, words in typed.items()}}


def test_an_amendment_is_sent_clause_by_clause(client: Client, motion: Motion) -> None:
    draft = begin(client, motion)
    text = page(draft, "step_text")
    assert client.get(text).status_code == 200
    sent = boxes(client, draft, clause_2="Rents have risen by ten pounds a week.", delete_3="1")
    assert client.post(text, sent).headers["Location"] == page(draft, "step_who")
    client.post(page(draft, "step_who"), {"route": "signatories"})
    people = {"name": "Ana Whitlow", "email": "ana@example.org"}
    assert client.post(page(draft, "step_people"), people).headers["Location"] == page(draft, "check")
    assert client.get(page(draft, "check")).status_code == 200
    assert client.post(page(draft, "check")).headers["Location"] == page(draft, "sent")
    assert client.get(page(draft, "sent")).status_code == 200
    amendment = Motion.objects.amendments().get()
    assert (amendment.amends, amendment.nature, amendment.item) == (motion, Nature.AMENDMENT, motion.item)
    assert amendment.text.base == motion.text
    assert "ten pounds" in amendment.text.body
    assert "done nothing" not in amendment.text.body
