"""Whatever is said about an amendment or a composite calls it that; "motion" there is what is amended."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from lla.emails import recipients
from lla.links import tokens
from lla.papers.blocks import Notice, words_of
from lla.time import clock
from motions.agenda.choices import EndedText, Nature
from motions.amendments.papers import ANY_NATURE
from motions.backing import rules as backing_rules
from motions.backing import workflow as backing_workflow
from motions.backing.views import actions
from motions.group_questions import rules as group_rules
from motions.group_questions.models import GroupQuestion
from motions.motion import papers as motion_papers
from motions.motion import rules, visibility, wording
from motions.motion.choices import Role, Status
from motions.motion.models import Motion, Ruling
from motions.submitting.models import Draft
from tests.factories import make_staff
from tests.motions.every_email import OF_EVERY_NATURE
from tests.motions.factories import (
    BODY,
    make_motion,
    make_of_nature,
    make_submission,
    mover_of,
    submit_as,
)
from tests.motions.member_pages import (
    MOVER,
    OFFICERS,
    TEXT,
    by_email,
    mine,
    mover_comes_in,
    page,
    seen,
    sign_address,
)
from tests.motions.page_text import Answer
from tests.organisers.factories import make_contact, make_group

pytestmark = pytest.mark.django_db

SENTENCE = re.compile(r"(?<=[.?!:]) |\n")
MOTION = re.compile(r"\bmotions?\b", re.IGNORECASE)
ADDRESS = re.compile(r"https?://\S+")
OF_ITS_MOTION = re.compile(r"\b(?:amendment m\d+|an amendment|unfinished amendment) to motion m\d+", re.I)

# Of motions and amendments alike, on a page that is called so.
MY_MOTIONS = [
    "Your link to your motions",
    "Open your motions",
    "It opens the page with your motions.",
    "After you open it, you stay signed in to your motions for two hours.",
    'You got this email because your address was typed into the page "My motions".',
]
BACK = "If the composite is dissolved, your amendment is back with its motion."
IN_EMAILS = {
    (Nature.AMENDMENT, "my_motions"): MY_MOTIONS,
    (Nature.AMENDMENT, "ruled_in_order"): ["Conference votes on it before it votes on the motion."],
    (Nature.AMENDMENT, "amendment_back"): [
        "back with its motion",
        "The motion's text has changed, and a clause that your amendment changes is no longer the same.",
    ],
    (Nature.AMENDMENT, "amendment_fell"): [
        "it falls with its motion",
        "The motion is part of that composite now, so conference does not vote on your amendment.",
        BACK,
    ],
    (Nature.AMENDMENT, "amendment_moved"): [
        "The motion is part of that composite now.",
        "What it changes is in the composite as it was in the motion.",
        BACK,
    ],
    (Nature.COMPOSITE, "my_motions"): MY_MOTIONS,
}
# To and about the people behind the motions that a composite is made of, which are motions by themselves.
OF_MAIN_ALONE = {
    *("motions/composite_answered", "motions/composite_dissolved", "motions/composite_proposed"),
    *("motions/composited", "motions/not_composited"),
}
OF_AMENDMENTS_ALONE = {"motions/amendment_back", "motions/amendment_fell", "motions/amendment_moved"}
NOT_OF_COMPOSITES = {
    *("motions/draft_going", "motions/draft_saved"),
    *(OF_MAIN_ALONE | OF_AMENDMENTS_ALONE),
}


def on_motions(words: str) -> list[str]:
    """The sentences about motions, but for an amendment's own that says which motion it amends."""
    plain = OF_ITS_MOTION.sub("", ADDRESS.sub("", words))
    return [sentence for sentence in SENTENCE.split(plain) if MOTION.search(sentence)]


NATURES = (Nature.AMENDMENT, Nature.COMPOSITE)


@pytest.mark.parametrize(
    ("nature", "kind"),
    [
        *((Nature.AMENDMENT, kind) for kind in sorted(set(OF_EVERY_NATURE) - OF_MAIN_ALONE)),
        *((Nature.COMPOSITE, kind) for kind in sorted(set(OF_EVERY_NATURE) - NOT_OF_COMPOSITES)),
    ],
)
def test_an_email_calls_what_it_is_about_by_its_nature(nature: Nature, kind: str) -> None:
    email = OF_EVERY_NATURE[kind](nature)
    words = f"{email.subject}\n{email.button}\n{email.body}"
    assert on_motions(words) == IN_EMAILS.get((nature, kind.removeprefix("motions/")), [])


def in_status(motion: Motion, status: Status) -> Motion:
    motion.status = status
    return motion


def refusals(motion: Motion) -> Iterator[str]:
    """What the rules say about something from signatories, whoever asks."""
    now, mover, member = clock.now(), mover_of(motion), make_staff()
    signatory = motion.backings.filter(role=Role.SIGNATORY)[0]
    mover.motion = signatory.motion = motion
    late = motion.conference.emergency_close_at + timedelta(days=1)
    motion.recusals.create(user=member)
    signatory.confirmed_at = None
    yield from rules.why_not_take_part(motion, by=member)
    yield from backing_rules.why_not_correct_address(signatory, email=mover.email, now=now)
    yield from backing_rules.why_not_support(motion, now=late)
    yield from backing_rules.why_not_revise(motion, now=late)
    yield from backing_rules.why_not_answer(motion)
    yield from backing_rules.why_not_withdraw_support(mover, now=now)
    yield from group_rules.why_not_lift_hold(motion, by=make_staff("robin@example.org"))
    for status in (Status.WITHDRAWN, Status.RULED_OUT, Status.ACCEPTED):
        yield from rules.why_ended(in_status(motion, status))
    signatory.withdrawn_at = now
    yield from backing_rules.why_not_confirm(signatory, now=now)


def of_a_group(nature: str) -> Iterator[str]:
    motion = make_of_nature(nature, group=make_group())
    yield from backing_rules.why_not_support(motion, now=clock.now())
    yield from group_rules.why_not_doubt(GroupQuestion(motion=motion, answer="doubt"))


def steps(motion: Motion) -> Iterator[str]:
    """What happens next, for its people and for readers, as far as it can come so far."""
    amends = motion.amends.noun if motion.amends else ""
    for status in Status:
        if status != Status.ACCEPTED or amends:
            yield wording.next_step(status, standing=2, needed=3, noun=motion.noun, amends=amends)
    for status in (Status.RECEIVED, Status.QUERIED, Status.IN_ORDER, Status.RULED_OUT, Status.WITHDRAWN):
        yield wording.next_for_readers(status, over=False, amends=amends)
    if amends:
        yield wording.next_for_readers(Status.ACCEPTED, over=False, amends=amends)


def in_place_of_text(motion: Motion) -> Iterator[str]:
    """What readers see instead of a text that is hidden, or that has ended."""
    for outcome in visibility.SENTENCES:
        yield visibility.sentence(motion, Ruling(motion=motion, outcome=outcome, reason="It names somebody."))
    motion.conference.ended_text = EndedText.HIDDEN
    for status in (Status.WITHDRAWN, Status.RULED_OUT):
        yield visibility.visible_text(in_status(motion, status)).instead


def in_print(motion: Motion) -> Iterator[str]:
    """What is noted on a paper of something that is late, on hold and withdrawn."""
    motion.late, motion.held_at = True, clock.now()
    paper = motion_papers.of_motion(in_status(motion, Status.WITHDRAWN), ANY_NATURE)
    yield from (words_of(block.spans) for block in paper.blocks if isinstance(block, Notice))


def on_pages_of_acts(motion: Motion) -> Iterator[str]:
    for action in actions.ACTIONS:
        worded = actions.worded(action, motion)
        yield from (worded.label, worded.explains, worded.button, worded.done)


AMENDED = {
    Nature.AMENDMENT: [
        "It is part of the motion now.",
        "Conference votes on it before it votes on the motion.",
        "The mover of the motion has accepted it, so it is part of the motion.",
        "Conference votes on it before it votes on the motion.",
        "It is part of the motion now, so conference does not vote on it by itself.",
        "Your amendment is now to the new text of the motion.",
    ],
    Nature.COMPOSITE: ["Your amendment is now to the new text of the motion."],
}


def sentences(nature: Nature) -> str:
    motion = make_of_nature(nature)
    parts = (refusals, steps, in_place_of_text, in_print, on_pages_of_acts)
    return "\n".join([*of_a_group(nature), *(words for part in parts for words in part(motion))])


@pytest.mark.parametrize("nature", NATURES)
def test_a_sentence_calls_what_it_is_about_by_its_nature(nature: Nature) -> None:
    assert on_motions(sentences(nature)) == AMENDED[nature]


def test_these_sentences_call_a_motion_a_motion() -> None:
    assert len(on_motions(sentences(Nature.MAIN))) == 34


BLOCK = re.compile(
    r"</?(?:p|li|h\d|dt|dd|div|ol|ul|a|button|label|legend|summary|section|title|body)\b[^>]*>"
)
TAG = re.compile(r"<[^>]*>")
ARIA = re.compile(r'aria-label="([^"]*)"')
FRAME = re.compile(r"<(header|footer|nav)\b.*?</\1>", re.DOTALL)


def on_page(response: Answer) -> list[str]:
    """The sentences of a page on motions, without what every page has around it."""
    html = FRAME.sub("", response.content.decode())
    pieces = [" ".join(unescape(TAG.sub("", piece)).split()) for piece in BLOCK.split(html)]
    return on_motions("\n".join([*pieces, *ARIA.findall(html)]))


def gathering(nature: Nature) -> Motion:
    motion = submit_as(nature, make_submission())
    backing_workflow.confirm(mover_of(motion))
    return motion


def pages_of_people(client: Client, nature: Nature) -> Iterator[tuple[str, str]]:
    """The pages of those behind something, from the day that it is sent to its end."""
    sent = submit_as(nature, make_submission())
    yield "mover confirms", by_email(mover_of(sent))
    motion = gathering(nature)
    yield "sign", sign_address(motion)
    mailbox = recipients.hash_of(mover_of(motion).email)
    invitation = tokens.mint("invitation", motion.pk, days=1, mailbox_hash=mailbox)
    yield "signed", reverse("motions:signed", args=[invitation])
    yield "signer", by_email(mover_of(motion))
    mover_comes_in(client, motion)
    for view in ("track", "invite", "withdraw"):
        yield view, mine(motion, view)
    received = make_of_nature(nature)
    yield "signatory", by_email(received.backings.filter(role=Role.SIGNATORY)[0])
    mover_comes_in(client, received)
    yield "co_mover", mine(received, "co_mover")
    held = submit_as(nature, make_submission(group=make_group()))
    yield "officer confirms", by_email(held.backings.get(role=Role.CONFIRMING_OFFICER))
    contact = make_contact(held.group, name="Jo Marsh")
    question = GroupQuestion.objects.create(
        motion=held, contact=contact, asked_at_address=GroupQuestion.hash_of(contact.email)
    )
    yield "contact", reverse("motions:group_told", args=[tokens.mint("group", question.pk, days=1)])


TO_READ = ("mover confirms", "officer confirms", "sign", "signatory", "signer", "track")
NUMBERED = "Clause numbers are those of motion A, revision 1."
ON_PAGES = {
    Nature.AMENDMENT: {name: [NUMBERED] for name in ("contact", *TO_READ)},
    Nature.COMPOSITE: {},
}


@pytest.mark.parametrize("nature", NATURES)
def test_a_page_calls_what_it_is_about_by_its_nature(client: Client, nature: Nature) -> None:
    pages = {
        name: on_page(client.get(address, follow=True)) for name, address in pages_of_people(client, nature)
    }
    assert {name: words for name, words in pages.items() if words} == ON_PAGES[nature]


def pages_of_draft(client: Client, *, route: dict[str, str], people: dict[str, str]) -> dict[str, list[str]]:
    """What the pages say on which an amendment is sent in."""
    motion = make_motion()
    client.post(reverse("motions:amend", args=[motion.reference]))
    draft = Draft.objects.latest("pk")
    body = BODY.replace(" neighbouring", "")
    text = page(draft, "step_text")
    client.post(text, {**TEXT, "body": body, **seen(client, text)})
    client.post(page(draft, "step_who"), route)
    client.post(page(draft, "step_people"), people)
    views = ("step_text", "step_who", "step_people", "save", "check")
    pages = {view: on_page(client.get(page(draft, view))) for view in views}
    link = reverse("motions:draft", args=[tokens.mint("draft", draft.pk, days=1)])
    pages["draft"] = on_page(client.get(link))
    client.post(page(draft, "check"))
    pages["sent"] = on_page(client.get(page(draft, "sent")))
    return {view: words for view, words in pages.items() if words}


OF_DRAFT = {
    "step_text": [
        "download the motion’s Word file",
        "Or upload the motion’s Word file with your changes (optional)",
        "Download the motion’s Word file, change it, with or without tracked changes, and upload it here.",
        "The motion as it would read",
    ],
    "check": ["The motion as it would read"],
    "sent": [NUMBERED, "My motions"],
}


def test_the_pages_on_which_an_amendment_is_sent_in_call_it_that(client: Client) -> None:
    route = {"route": "signatories"}
    assert pages_of_draft(client, route=route, people=MOVER) == OF_DRAFT


def test_the_pages_on_which_a_group_sends_an_amendment_call_it_that(client: Client) -> None:
    route = {"route": "group", "group": str(make_group().pk), "passed_on": "2026-09-05"}
    assert pages_of_draft(client, route=route, people=OFFICERS) == OF_DRAFT
