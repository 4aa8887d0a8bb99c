"""Nobody is counted for words that they have not seen: the page says which text it showed."""

import pytest
from django.test import Client

from lla.acts.refusals import NotAllowed
from motions.backing import workflow as backing_workflow
from motions.motion.choices import Role
from motions.motion.models import Motion
from motions.motion.rules import NEW_TEXT
from motions.motion.texts import Text
from tests.motions.factories import make_submission, mover_of, submit
from tests.motions.member_pages import by_email, come_in, fresh, mine, said, sign_address
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db

SIGNATURE = {"name": "Cato Firth", "group_name": "", "email": "cato@example.org"}
ADDED = "To nationalise everything."


def give_new_text(motion: Motion) -> None:
    motion = Motion.objects.get(pk=motion.pk)
    text = Text.of(motion.text.title, f"{motion.text.body}\n\n- {ADDED}")
    backing_workflow.revise(motion, text, by=mover_of(motion), why="More", base=motion.text.number)


def test_an_officer_does_not_confirm_a_text_that_came_after_the_page(client: Client) -> None:
    motion = submit(make_submission(group=make_group()))
    backing_workflow.confirm(mover_of(motion))
    officer = motion.backings.get(role=Role.CONFIRMING_OFFICER)
    page = by_email(officer)
    shown = client.get(page).content.decode()
    assert '<input type="hidden" name="revision" value="1">' in shown
    give_new_text(motion)
    client.post(page, {"act": "confirm", "revision": "1"})
    assert said(client, page) == [NEW_TEXT]
    assert not fresh(officer).stands
    again = client.get(page).content.decode()
    assert ("What changed since we asked you" in again, again.count(ADDED)) == (True, 2)
    client.post(page, {"act": "confirm", "revision": "2"})
    assert (fresh(officer).stands, fresh(officer).revision) == (True, Motion.objects.get(pk=motion.pk).text)


def test_nobody_signs_a_text_that_came_after_the_page(client: Client, gathering: Motion) -> None:
    page = sign_address(gathering)
    assert '<input type="hidden" name="revision" value="1">' in client.get(page).content.decode()
    give_new_text(gathering)
    answer = client.post(page, {**SIGNATURE, "revision": "1"})
    assert answer.context["form"].non_field_errors() == [NEW_TEXT]
    shown = answer.content.decode()
    assert '<input type="hidden" name="revision" value="2">' in shown
    assert 'value="Cato Firth"' in shown
    assert client.post(page, {**SIGNATURE, "revision": "2"}).status_code == 302


def test_a_mover_who_confirms_on_their_own_page_has_read_the_text_too(client: Client) -> None:
    motion = submit(make_submission())
    come_in(client, mover_of(motion))
    client.post(mine(motion, "confirm"), {"revision": "7"})
    assert said(client, mine(motion, "confirm")) == [NEW_TEXT]
    assert not fresh(mover_of(motion)).stands


def test_the_text_is_asked_for_where_the_row_is_held() -> None:
    motion = submit(make_submission())
    with pytest.raises(NotAllowed) as refused:
        backing_workflow.confirm(mover_of(motion), seen=7)
    assert refused.value.reasons == [NEW_TEXT]
