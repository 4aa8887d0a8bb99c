"""Erasing one person from the tables of motions, as far as their rows allow."""

from lla.acts.actors import Actor
from lla.emails import outbox
from lla.subjects.registry import Person

from ..motion import emails as motion_emails
from ..motion.workflow import lock
from .selectors import backings_of, drafts_of, without_person

NAME = "Name erased"
GROUNDS = "Words erased"
LINKS = (motion_emails.BACKING, "mine")


def erase(person: Person, by: Actor) -> None:
    for backing in backings_of(person).select_related("motion"):
        lock(backing.motion)
        backing.name, backing.group_name, backing.name_public = NAME, "", False
        backing.email = outbox.erased_address("backing", backing.pk)
        backing.save()
        backing.appeals.update(grounds=GROUNDS)
        for purpose in LINKS:
            outbox.take_back(purpose, backing.pk)
    for draft in drafts_of(person).select_for_update():
        draft.typed["people"] = without_person(person.email, draft.typed["people"])
        draft.save(update_fields=["typed", "changed_at"])
