"""No page of an amendment says a word of its motion once the committee has hidden that; nobody is asked."""

from collections.abc import Callable
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.links import standing, tokens
from motions import relevance
from motions.amendments.rules import HIDDEN_BASE
from motions.backing import rules, workflow
from motions.motion.models import Motion
from motions.motion.texts import Text
from motions.submitting import workflow as submitting_workflow
from motions.submitting.models import Draft
from tests.motions.committee.secret_motion import REASON, SECRET, hide, show
from tests.motions.factories import (
    make_amending,
    make_draft,
    make_item,
    make_motion,
    make_person,
    make_signatory,
    mover_of,
)
from tests.motions.member_pages import by_email, come_in, mine, page, seen, sign_address
from tests.motions.page_text import main, source

pytestmark = pytest.mark.django_db

OWN = "Kettledrums"


@pytest.fixture
def motion() -> Motion:
    return make_motion(make_item(), title=f"{SECRET} for all", body=f"- Buy {SECRET}.\n- Play them.")


@pytest.fixture
def amendment(motion: Motion) -> Motion:
    """It gathers signatories: its mover has confirmed, and a signatory who has not seen its new text."""
    draft = make_draft(motion.conference)
    amendment = submitting_workflow.submit(draft, make_amending(motion, old="Play them", new=OWN))
    workflow.confirm(mover_of(amendment))
    workflow.sign(amendment, make_person("Bryn Tarrant"))
    text = Text.of(motion.text.title, motion.text.body.replace("Play them", f"{OWN} too"))
    workflow.revise(amendment, text, by=mover_of(amendment), why="", base=1, amended=motion.current_id)
    return Motion.objects.any_nature().get(pk=amendment.pk)


@pytest.fixture
def draft(client: Client, motion: Motion) -> Draft:
    """An amendment begun in this browser, with every step typed."""
    client.post(reverse("motions:amend", args=[motion.reference]))
    draft = Draft.objects.latest("pk")
    text = page(draft, "step_text")
    client.post(text, seen(client, text) | {"clauses": "1", "clause-2": f"{OWN}."})
    client.post(page(draft, "step_who"), {"route": "signatories"})
    client.post(page(draft, "step_people"), {"name": "Ana Whitlow", "email": "ana@example.org"})
    return draft


def test_a_draft_begun_before_shows_nothing_of_it(client: Client, motion: Motion, draft: Draft) -> None:
    steps = ("step_text", "step_who", "step_people", "check", "save")
    addresses = [page(draft, step) for step in steps]
    addresses += [f"{page(draft, 'step_text')}?whole", f"{page(draft, 'step_text')}?wrong"]
    addresses += [f"{page(draft, 'go_on')}?hide", reverse("motions:submit")]
    typed = {"title": "Pipes", "body": "- Play pipes.", "appendix": ""}

    def saying() -> list[str]:
        pages = {address: source(client.get(address)) for address in addresses}
        pages["preview"] = source(client.post(page(draft, "preview"), typed))
        return [address for address, words in pages.items() if SECRET in words]

    before = saying()
    hide(motion)
    kept = Draft.objects.get(pk=draft.pk).typed
    assert (before, saying()) == ([*addresses, "preview"], [])
    told = main(client.get(page(draft, "step_text")))
    assert "The text of this motion is not public, so it cannot be amended." in told
    assert "What you wrote is saved" in told
    assert OWN in str(kept)


def test_what_is_sent_from_an_older_page_is_kept_and_shows_nothing(
    client: Client, motion: Motion, draft: Draft
) -> None:
    text = page(draft, "step_text")
    opened = seen(client, text) | {"clauses": "1", "clause-2": f"{OWN} and pipes."}
    hide(motion)
    answers = [client.post(text, opened, follow=True), client.post(text, opened | {"clause-1": ""})]
    answers += [client.post(page(draft, name), follow=True) for name in ("check", "carry_over")]
    assert [SECRET in source(answer) for answer in answers] == [False] * 4
    assert f"{OWN} and pipes" in str(Draft.objects.get(pk=draft.pk).typed)
    assert Motion.objects.amendments().count() == 0
    show(Motion.objects.get(pk=motion.pk))
    assert f"{OWN} and pipes" in source(client.get(text))


def test_no_page_of_one_that_was_sent_says_a_word_of_it(
    client: Client, motion: Motion, amendment: Motion
) -> None:
    mover, signatory = mover_of(amendment), amendment.backings.get(confirmed_at=None)
    signatory.motion = amendment
    come_in(client, mover)
    key = amendment.draft.key
    invited = tokens.mint("invitation", amendment.pk, days=1)
    addresses = [
        sign_address(amendment),
        reverse("motions:invited", args=[invited]),
        reverse("motions:asked", args=[standing.key("sign", amendment.pk)]),
        reverse("motions:signed", args=[invited]),
        reverse("motions:sent", args=[key]),
        *(by_email(backing) for backing in (mover, signatory)),
        reverse("motions:mine"),
        *(mine(amendment, name) for name in ("track", "withdraw")),
    ]
    leads_back = [mine(amendment, name) for name in ("revise", "invite", "remind")]
    typed = {"title": "Pipes", "body": "- Play pipes.", "appendix": ""}

    def saying() -> list[str]:
        every = [*addresses, *leads_back]
        pages = {address: source(client.get(address, follow=True)) for address in every}
        preview = mine(amendment, "revise_preview")
        pages[preview] = source(client.post(preview, typed))
        return [address for address, words in pages.items() if SECRET in words]

    before = saying()
    hide(motion)
    assert len(before) == len(addresses) + len(leads_back) + 1
    assert saying() == []
    own = main(client.get(mine(amendment)))
    assert f"shows words of motion {motion.full_label}" in own
    assert f"The committee has hidden this motion. {REASON}" in own
    assert [client.get(address).status_code for address in leads_back] == [302] * 3
    assert 'name="email"' not in source(client.get(sign_address(amendment)))


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act()
    return refusal.value.reasons


def test_nobody_signs_confirms_revises_or_asks_until_it_is_shown_again(
    motion: Motion, amendment: Motion
) -> None:
    mover, signatory = mover_of(amendment), amendment.backings.get(confirmed_at=None)
    signed, asked = make_signatory(amendment), make_signatory(amendment)
    workflow.ask_co_mover(asked, by=mover)
    text = Text.of(amendment.text.title, "- Pipes.")
    hide(motion)
    amendment = Motion.objects.any_nature().get(pk=amendment.pk)
    revise = partial(workflow.revise, amendment, text, by=mover, why="", base=2, amended=motion.current_id)
    emails = Email.objects.count()
    assert [
        refused(partial(workflow.sign, amendment, make_person())),
        refused(partial(workflow.confirm, signatory)),
        refused(partial(workflow.invite, amendment, ["cato@example.org"], by=mover)),
        refused(partial(workflow.remind, amendment, by=mover)),
        refused(partial(workflow.ask_co_mover, signed, by=mover)),
        refused(partial(workflow.answer_co_moving, asked, agrees=True)),
        refused(revise),
    ] == [
        [HIDDEN_BASE.format(act)]
        for act in (*("signed",) * 3, "confirmed", *("given a co-mover",) * 2, "revised")
    ]
    assert Email.objects.count() == emails
    show(Motion.objects.get(pk=motion.pk))
    amendment = Motion.objects.any_nature().get(pk=amendment.pk)
    assert rules.why_not_support(amendment, now=motion.submitted_at) == []


def test_emails_of_its_people_do_not_say_what_the_motion_is_called(motion: Motion, amendment: Motion) -> None:
    waiting = Email.objects.filter(kind="motions/signature_to_confirm").latest("pk")
    before = relevance.still_holds(waiting)
    hide(motion)
    last = Email.objects.latest("pk").pk
    amendment = Motion.objects.any_nature().get(pk=amendment.pk)
    signatory = amendment.backings.get(confirmed_at=None)
    amendment.backings.filter(pk=signatory.pk).update(confirmed_at=amendment.submitted_at)
    signatory.refresh_from_db()
    workflow.withdraw(amendment, by=mover_of(amendment), note="")
    said = Email.objects.filter(pk__gt=last)
    assert {email.kind for email in said} == {"motions/withdrawn"}
    assert [email.pk for email in said if SECRET in email.body + email.subject] == []
    assert (before, relevance.still_holds(waiting)) == (True, False)
