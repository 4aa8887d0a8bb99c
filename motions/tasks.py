"""What motions register with the toolkit: nightly work, optional emails, personal data, decisions."""

from django.urls import ResolverMatch

from lla import decisions
from lla.accounts.models import User
from lla.emails import preferences, recipients
from lla.emails import relevance as emails_relevance
from lla.jobs import schedule
from lla.subjects import registry

from . import relevance
from .amendments import emails as amendments_emails
from .appeals import emails as appeals_emails
from .backing import emails as backing_emails
from .committee import emails as committee_emails
from .composites import emails as composites_emails
from .group_questions import emails as group_questions_emails
from .motion import emails as motion_emails
from .motion.choices import Status
from .motion.models import Backing, Motion
from .personal_data import papers as personal_data_papers
from .personal_data import selectors as personal_data_selectors
from .personal_data import workflow as personal_data_workflow
from .reading.tasks import forget_papers_of_hidden_texts, prepare_papers
from .submitting import workflow as submitting_workflow


def decision(match: ResolverMatch) -> decisions.Decision | None:
    """The public motion that a page of this site shows.

    What was ruled out or withdrawn cannot be carried any more; of every other one nothing is decided yet.
    """
    if match.view_name not in {"motions:motion", "motions:revision"}:
        return None
    motion = Motion.objects.any_nature().public().filter(pk=match.kwargs["pk"]).first()
    if motion is None:
        return None
    over = motion.status in {Status.RULED_OUT, Status.WITHDRAWN}
    name = f"{motion.noun.capitalize()} {motion.reference}"
    return decisions.Decision(name, carried=False if over else None)


def _backs_a_motion(user: User) -> bool:
    return Backing.objects.standing().filter(email__iexact=user.email).exists()


SUPPORTERS = preferences.Readers("Motions you support", _backs_a_motion)

recipients.register_invitations("motions/invited")
preferences.register(preferences.COMMITTEE, appeals_emails.NOTICES_TO_COMMITTEE)
preferences.register(preferences.COMMITTEE, committee_emails.NOTICES_TO_COMMITTEE)
preferences.register(preferences.COMMITTEE, backing_emails.NOTICES_TO_COMMITTEE)
preferences.register(preferences.COMMITTEE, composites_emails.NOTICES_TO_COMMITTEE)
preferences.register(preferences.COMMITTEE, group_questions_emails.NOTICES_TO_COMMITTEE)
preferences.register(SUPPORTERS, motion_emails.NOTICES)
preferences.register(SUPPORTERS, backing_emails.NOTICES)
preferences.register(SUPPORTERS, amendments_emails.NOTICES)
decisions.register(decision)
schedule.minutely(prepare_papers)
schedule.nightly(forget_papers_of_hidden_texts)
schedule.nightly(submitting_workflow.warn_of_unsent)
schedule.nightly(submitting_workflow.forget_unsent)
emails_relevance.register("motions", relevance.still_holds, words=relevance.body_now)
registry.register(
    registry.Part(
        "motions",
        personal_data_papers.TABLES_TOLD,
        personal_data_papers.LEAVES_OUT,
        personal_data_papers.sections,
        personal_data_selectors.foresee,
        personal_data_workflow.erase,
    )
)
