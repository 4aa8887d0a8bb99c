"""What is not public is nowhere, private names stay private, and hostile words stay words."""

import pytest
from django.test import Client

from motions.agenda import workflow as agenda_workflow
from motions.agenda.choices import Publishing
from motions.committee import workflow as committee_workflow
from motions.motion.models import Motion
from tests.lla.papers.drawn_files import tags_of_html
from tests.motions.factories import (
    make_committee_member,
    make_conference,
    make_draft,
    make_group_motion,
    make_item,
    make_motion,
    make_person,
    make_signatory,
    make_submission,
    submit,
)
from tests.motions.page_text import HOSTILE, SECRET, ask, main, revise, source
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db


def addresses(motion: Motion) -> list[str]:
    own = [f"/motions/{motion.reference}{rest}" for rest in ("/", ".pdf", ".docx")]
    texts = [f"/motions/{motion.reference}/revisions/1{rest}" for rest in ("/", ".pdf", ".docx")]
    return [*own, *texts, f"/motions/{motion.reference}/changes/1/1/"]


def lists(motion: Motion) -> list[str]:
    return [
        "/",
        motion.conference.get_absolute_url(),
        motion.item.get_absolute_url(),
        "/search/?q=xylophones",
    ]


def test_a_motion_that_is_not_public_is_nowhere_and_its_address_is_like_any_unknown_one(
    client: Client,
) -> None:
    item = make_item(make_conference(publishing=Publishing.AFTER_RULING))
    motion = make_motion(item, title=SECRET, body=f"- {SECRET}.", mover=make_person("Asha Xylophones"))
    unknown = source(client.get("/motions/m999999999/"))
    for address in addresses(motion):
        answer = client.get(address)
        assert (answer.status_code, source(answer)) == (404, unknown)
    for address in lists(motion):
        assert "Unheard-of" not in source(client.get(address))
    committee_workflow.rule_in_order(motion, by=make_committee_member())
    for address in addresses(motion):
        assert ask(client, address)[0] == 200
    for address in lists(motion):
        assert "Unheard-of" in source(client.get(address))


def test_a_motion_on_its_way_is_nowhere(client: Client) -> None:
    motion = submit(make_submission(title=SECRET, body=f"- {SECRET}."))
    for address in addresses(motion):
        assert client.get(address).status_code == 404
    for address in lists(motion):
        assert "Unheard-of" not in source(client.get(address))


def test_a_draft_is_nowhere(client: Client) -> None:
    draft = make_draft()
    draft.typed = {"title": SECRET}
    draft.save()
    for address in ("/", draft.conference.get_absolute_url(), "/search/?q=xylophones"):
        assert "Unheard-of" not in source(client.get(address))


def test_a_conference_that_is_not_opened_is_nowhere(client: Client) -> None:
    draft = make_item(make_conference(SECRET, opened_at=None), SECRET).conference
    page, item = draft.get_absolute_url(), f"{draft.get_absolute_url()}item-1"
    own = [page, f"{item}/", f"{item}.pdf", f"{item}.docx"]
    own += [f"{page}motions.{suffix}" for suffix in ("pdf", "docx", "zip")]
    everywhere = ["/", "/conferences/", "/motions/submit/", "/search/?q=xylophones"]
    unknown = source(client.get("/conferences/nowhere/"))
    for address in own:
        answer = client.get(address)
        assert (answer.status_code, source(answer)) == (404, unknown)
    for address in everywhere:
        assert "Unheard-of" not in source(client.get(address))
    agenda_workflow.open_conference(draft)
    assert [ask(client, address)[0] for address in own] == [200] * len(own)
    assert ["Unheard-of" in source(client.get(address)) for address in everywhere] == [True] * 3 + [False]


def test_a_former_address_leads_to_no_draft(client: Client) -> None:
    draft = make_item(make_conference(opened_at=None)).conference
    former = draft.get_absolute_url()
    draft.slug = "spring"
    draft.save()
    before = client.get(former).status_code
    agenda_workflow.open_conference(draft)
    assert (before, client.get(former).headers["Location"]) == (404, "/conferences/spring/")


def test_a_text_replaced_before_the_motion_was_public_stays_private(client: Client) -> None:
    item = make_item(make_conference(publishing=Publishing.AFTER_RULING))
    motion = make_motion(item, title="First", body=f"- {SECRET}.")
    revise(motion, title="Second", body="- Harmless.")
    committee_workflow.rule_in_order(motion, by=make_committee_member())
    revise(motion, title="Third", body="- Harmless still.", base=2)
    for address in ("revisions/1/", "revisions/1.pdf", "revisions/1.docx", "changes/1/2/", "changes/1/3/"):
        assert client.get(f"/motions/{motion.reference}/{address}").status_code == 404
    for address in ("", "revisions/2/", "revisions/3/", "changes/2/3/"):
        answer = client.get(f"/motions/{motion.reference}/{address}")
        assert answer.status_code == 200
        assert "Unheard-of" not in source(answer)


def test_people_who_ask_not_to_be_named_are_not(client: Client) -> None:
    motion = make_motion(mover=make_person("Mover Lowe"))
    make_signatory(motion, make_person("Quiet Person", name_public=False))
    answer = client.get(motion.get_absolute_url())
    assert "Mover Lowe" in source(answer)
    assert "One signatory asks not to be named." in main(answer)
    assert "Quiet" not in source(answer)
    assert "@example.org" not in source(answer).replace("hello@example.org", "")


@pytest.mark.parametrize("where", ["/", "conference", "item", "motion", "revision", "changes", "search"])
def test_hostile_words_are_words_on_every_page(client: Client, where: str) -> None:
    item = make_item(
        make_conference(HOSTILE, venue=HOSTILE, introduction=HOSTILE), HOSTILE, introduction=HOSTILE
    )
    group = make_group(HOSTILE)
    person = make_person(HOSTILE, group_name=HOSTILE)
    motion = make_motion(
        item, title=HOSTILE, body=f"{HOSTILE}:\n\n- {HOSTILE}", appendix=HOSTILE, mover=person
    )
    make_group_motion(item, title=HOSTILE, body=f"- {HOSTILE}", group=group)
    revise(motion, title=f"{HOSTILE} again", body=f"- {HOSTILE} again", why=HOSTILE)
    address = {
        "conference": item.conference.get_absolute_url(),
        "item": item.get_absolute_url(),
        "motion": motion.get_absolute_url(),
        "revision": f"{motion.get_absolute_url()}revisions/1/",
        "changes": f"{motion.get_absolute_url()}changes/1/2/",
        "search": "/search/?q=quoted <script>alert('x')</script>",
    }.get(where, where)
    html = source(client.get(address))
    assert "alert" in html
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "img" not in tags_of_html(html)


def test_pages_only_show(client: Client) -> None:
    motion = make_motion()
    for address in ("/", *addresses(motion), *lists(motion)):
        assert client.post(address).status_code == 405
