"""The desk calls what it is about by its nature: no act of the committee calls an amendment a motion."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from lla.accounts.models import User
from lla.emails.models import Email
from lla.time import clock
from motions.agenda import nouns
from motions.agenda.choices import Nature
from motions.committee import workflow as committee_workflow
from motions.committee.admin.acts import ACTIONS
from motions.committee.admin.desk_action import DeskAction
from motions.motion.choices import Status
from motions.motion.models import Motion
from tests.factories import make_staff
from tests.motions.committee.admin_pages import checklist_of, page_of, seen, sheet_of
from tests.motions.factories import make_of_nature
from tests.motions.test_nouns import NATURES, on_motions, on_page

pytestmark = pytest.mark.django_db


def acts_on(nature: Nature) -> list[DeskAction]:
    return [action for action in ACTIONS.values() if nature in action.natures]


def received(nature: Nature) -> Motion:
    motion = make_of_nature(nature)
    Email.objects.all().delete()  # They are of the time when it was a motion still.
    committee_workflow.propose_hiding(motion, by=make_staff(), reason="It names somebody.")
    return motion


def asked(motion: Motion, action: DeskAction) -> Iterator[str]:
    """What the act says of itself and asks for, its sentences about bad input too."""
    worded = action.worded(**nouns.words(motion.nature))
    yield from (worded.label, worded.explains, worded.button, worded.done)
    form = worded.form(motion=motion)
    for field in form.fields.values():
        yield from (str(field.label), str(field.help_text), *map(str, field.error_messages.values()))
        yield from (str(words) for _, words in getattr(field, "choices", ()))


def refused(motion: Motion, action: DeskAction, *, by: User) -> Iterator[str]:
    """Every reason against the act, however the motion stands and whether the conference is over or not."""
    conference = motion.conference
    for ends_on in (conference.ends_on, clock.now().date() - timedelta(days=9)):
        conference.ends_on = ends_on
        for status in Status:
            motion.status = status
            yield from action.why_not(motion, by=by)


def on_desk(nature: Nature) -> set[str]:
    motion = received(nature)
    words = [line for action in acts_on(nature) for line in asked(motion, action)]
    words += [line for action in acts_on(nature) for line in refused(motion, action, by=make_staff())]
    return set(on_motions("\n".join(words)))


OF_ITS_MOTIONS = {
    "Among the people behind the motions that agree.",
    "Decide about amendments to its motions",
    "Each amendment is offered over to the composite, or falls with its motion.",
    "Until you choose, the first two motions are printed.",
}
OF_OTHER_MOTIONS = {
    Nature.AMENDMENT: {"It is part of the motion now."},
    Nature.COMPOSITE: {
        *OF_ITS_MOTIONS,
        "Dissolve it, and its motions are in order again.",
        "Fewer than two of its motions are still in order.",
        "It is after motions closed, and makes this an emergency.",
        "Its motions are in order again, each by itself.",
        "Send to the people behind its motions",
        "The composite is in order and public, in place of the motions whose people agree.",
        "The mover and co-movers of each motion see what was kept of it, edited and left out.",
        "The people behind fewer than two of its motions agree to this text.",
        "The people behind the motions have been asked.",
        "There are no amendments to its motions.",
    },
}


@pytest.mark.parametrize("nature", NATURES)
def test_every_act_of_the_desk_calls_what_it_is_about_by_its_nature(nature: Nature) -> None:
    assert on_desk(nature) == OF_OTHER_MOTIONS[nature]


def test_these_words_call_a_motion_a_motion() -> None:
    assert len(on_desk(Nature.MAIN)) > 50


def pages(desk: Client, nature: Nature) -> Iterator[list[str]]:
    """What the pages of the desk say: the sheet, then each act, asked for, filled in badly and refused."""
    motion = received(nature)
    yield on_page(desk.get(sheet_of(motion)))
    yield on_page(desk.post(checklist_of(motion), {"form": "nonsense"}))
    for free in (motion, make_of_nature(nature)):
        for action in acts_on(nature):
            yield on_page(desk.get(page_of(free, action.name)))
            yield on_page(desk.post(page_of(free, action.name), {"seen": seen(free)}))


TO_THE_MOTIONS_MOVER = (
    "If you accept it before the order paper is final",
    "You got this email because you are a mover of the motion.",
    "The steering committee has ruled amendment ",
)
# On the sheet of an amendment, in the emails that are shown first, and of a composite in its own acts.
ON_PAGES = {
    Nature.AMENDMENT: {
        "The sheet of the motion",
        "The motion as it would read",
        "Conference votes on it before it votes on the motion.",
    },
    Nature.COMPOSITE: {
        *OF_ITS_MOTIONS,
        "Dissolve it, and its motions are in order again.",
        "It is after motions closed, and makes this an emergency.",
        "Its motions are in order again, each by itself.",
        "Send to the people behind its motions",
        "Decide about amendments to its motions:",
        "Send to the people behind its motions:",
        "The composite is in order and public, in place of the motions whose people agree.",
        "The motions it is made of",
        "The mover and co-movers of each motion see what was kept of it, edited and left out.",
    },
}


@pytest.mark.parametrize("nature", NATURES)
def test_every_page_of_the_desk_calls_what_it_is_about_by_its_nature(desk: Client, nature: Nature) -> None:
    said = {line for lines in pages(desk, nature) for line in lines}
    assert {line for line in said if not line.startswith(TO_THE_MOTIONS_MOVER)} == ON_PAGES[nature]
