"""What no form of ours sends, or sends twice or too late: a clear answer, and nothing typed is lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from lla.emails.models import Email
from lla.links import exceptions
from lla.links import tokens as links_tokens
from lla.time import clock
from motions.agenda.models import AgendaItem
from motions.committee import workflow as committee_workflow
from motions.motion.models import Motion
from motions.submitting.models import Draft
from tests.motions.committee.admin_pages import checklist_of, page_of
from tests.motions.factories import make_committee_member, make_motion, mover_of
from tests.motions.member_pages import (
    TEXT,
    by_email,
    errors,
    fill,
    fresh,
    mine,
    mover_comes_in,
    page,
    seen,
    sign_address,
)

pytestmark = pytest.mark.django_db

NEW_TEXT = {
    "title": "Another title",
    "body": "Conference resolves:\n\n- To act.",
    "why": "Shorter.",
}


def rows() -> list[object]:
    """Everything that a form of motions could have changed."""
    drafts = Draft.objects.order_by("pk").values("typed", "saved_at", "changed_at", "motion")
    motions = Motion.objects.order_by("pk").values("status", "changed_at")
    return [list(drafts), list(motions), Email.objects.count()]


def doors(draft: Draft, motion: Motion) -> list[str]:
    """One address of each kind that takes a form."""
    ways = [
        page(draft, name) for name in ("step_who", "step_text", "step_people", "check", "save", "preview")
    ]
    ways += [reverse("motions:submit"), reverse("motions:mine"), sign_address(motion)]
    ways += [mine(motion, name) for name in ("revise", "answer", "invite", "co_mover", "withdraw")]
    return [*ways, by_email(mover_of(motion)), page_of(motion, "note"), checklist_of(motion)]


@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "application/xml", "image/png", "nonsense", ""]
)
def test_what_is_no_form_is_told_so_at_every_door_and_changes_nothing(
    desk: Client, item: AgendaItem, kind: str
) -> None:
    draft, motion = fill(desk, item), make_motion(item)
    mover_comes_in(desk, motion)
    before = rows()
    answers = [desk.generic("POST", way, '{"title": "x"}', kind) for way in doors(draft, motion)]
    assert {answer.status_code for answer in answers} == {415}
    assert {"We could not read what you sent" in answer.content.decode() for answer in answers} == {True}
    assert rows() == before


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"title=x"),
        ("multipart/form-data; boundary=", b"title=x"),
        ("multipart/form-data; boundary=\xe9", b"title=x"),
        ("application/x-www-form-urlencoded; charset=utf-16", b"title=x"),
        ("application/x-www-form-urlencoded", b"&".join(b"title=x" for _ in range(501))),
    ],
)
def test_a_form_that_cannot_be_read_is_told_so_and_changes_nothing(
    client: Client, item: AgendaItem, kind: str, body: bytes
) -> None:
    draft = fill(client, item)
    before = rows()
    client.raise_request_exception = False
    answer = client.generic("POST", page(draft, "step_text"), body, kind)
    assert (answer.status_code, "We could not read this request" in answer.content.decode()) == (400, True)
    assert rows() == before


@pytest.mark.parametrize("sent", [{}, {'{"title": "x"}': ""}])
def test_a_form_sent_without_its_fields_takes_nothing_away(
    client: Client, item: AgendaItem, sent: dict[str, str]
) -> None:
    draft = fill(client, item)
    before = rows()
    for step in ("who", "text", "people"):
        assert client.post(page(draft, f"step_{step}"), sent).status_code == 200
    assert rows() == before


def test_what_is_larger_than_any_form_is_told_so_before_it_is_read(
    client: Client, item: AgendaItem, settings: Settings
) -> None:
    draft = fill(client, item)
    before = rows()
    words = client.post(
        page(draft, "step_text"), {**TEXT, "body": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}
    )
    length = {"Content-Length": str(settings.LARGEST_BODY + 1)}
    files = client.post(page(draft, "step_text"), TEXT, headers=length)
    assert [answer.status_code for answer in (words, files)] == [413, 413]
    assert {"What you sent is too large" in answer.content.decode() for answer in (words, files)} == {True}
    assert rows() == before


def test_a_list_without_points_is_no_motion_and_beside_points_it_is_left_out(
    client: Client, item: AgendaItem
) -> None:
    draft = fill(client, item)
    empty = {**TEXT, "body": "Conference resolves:\n\n- \n- \n\n1. \n"}
    address = page(draft, "step_text")
    assert errors(client, address, {**empty, **seen(client, address)}) == {
        "body": ["Write what conference should note, believe or resolve."]
    }
    assert client.get(address).context["form"]["body"].value() == empty["body"]
    typed = {**TEXT, "body": "Conference resolves:\n\n- \n- To act.\n- \n"}
    answer = client.post(address, {**typed, **seen(client, address)})
    assert answer.headers["Location"] == page(draft, "step_people")
    client.post(page(draft, "check"))
    assert Motion.objects.get().text.words == 4


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_has_run_out_says_so_and_does_nothing(
    client: Client, item: AgendaItem, method: str
) -> None:
    motion, draft = make_motion(item), fill(client, item)
    tokens = {
        "draft": links_tokens.mint("draft", draft.pk, days=60),
        "invited": links_tokens.mint("invitation", motion.pk, days=60),
        "backing": links_tokens.mint("backing", mover_of(motion).pk, days=60),
        "enter": links_tokens.mint("mine", mover_of(motion).pk, days=60),
    }
    before = rows()
    with time_machine.travel(clock.now() + timedelta(days=61)):
        ways = [reverse(f"motions:{name}", args=[token]) for name, token in tokens.items()]
        answers = [getattr(client, method)(way, {"act": "withdraw"}) for way in ways]
    assert [answer.status_code for answer in answers] == [410] * 4
    assert {exceptions.EXPIRED in answer.content.decode() for answer in answers} == {True}
    assert rows() == before


def queried(motion: Motion) -> None:
    committee_workflow.query(motion, by=make_committee_member(), question="Which regions?")


@pytest.mark.parametrize(
    ("view", "typed", "begin", "said"),
    [
        ("answer", {"words": "All of them."}, queried, "The committee is not waiting for an answer"),
        ("revise", NEW_TEXT, None, "The text has not changed. Change it, or go back."),
        ("withdraw", {"note": "We support motion B."}, None, "This motion has been withdrawn."),
    ],
)
def test_an_act_sent_twice_is_done_once_and_the_second_time_told(
    client: Client,
    item: AgendaItem,
    view: str,
    typed: dict[str, str],
    begin: Callable[[Motion], None] | None,
    said: str,
) -> None:
    motion = make_motion(item)
    if begin:
        begin(motion)
    mover_comes_in(client, motion)
    opened = {"seen": getattr(client.get(mine(motion, view)).context["form"], "state", "")}
    assert client.post(mine(motion, view), {**typed, **opened}).status_code == 302
    before = rows()
    again = client.post(mine(motion, view), {**typed, **opened})
    form = again.context["form"]
    (reason,) = [str(words) for words in form.non_field_errors()]
    assert reason[: len(said)] == said
    assert {name: form[name].value() for name in typed} == typed
    assert rows() == before


def test_a_name_withdrawn_twice_is_withdrawn_once(client: Client, item: AgendaItem) -> None:
    motion = make_motion(item)
    signatory = motion.backings.filter(role="signatory")[0]
    way = by_email(signatory)
    answers = [client.post(way, {"act": "withdraw"}).status_code for _ in range(2)]
    assert (answers, fresh(signatory).withdrawn_at is None) == ([302, 302], False)
    assert Email.objects.filter(kind="motions/support_withdrawn").count() == 1


@pytest.mark.parametrize("act", ["rule-in-order", "publish", "withdraw", "query"])
def test_an_act_at_the_desk_sent_twice_is_done_once(desk: Client, act: str) -> None:
    motion = make_motion()
    Motion.objects.update(published_at=None)
    typed = {"seen": str(motion.events.latest("pk").pk), "step": "do", "note": "Asked.", "question": "Which?"}
    assert desk.post(page_of(motion, act), typed).status_code == 302
    before = rows()
    again = desk.post(page_of(motion, act), typed)
    assert (again.status_code, len(again.context["form"].non_field_errors())) == (409, 1)
    assert rows() == before
