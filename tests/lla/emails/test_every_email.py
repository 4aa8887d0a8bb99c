"""Every kind of email keeps the same rules: what its subject may tell, how it begins and how it ends."""

import re
from collections.abc import Callable
from copy import copy
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings

from lla.accounts.models import User
from lla.emails import digests
from lla.emails.choices import Urgency
from lla.emails.models import Email
from motions.agenda.choices import Nature
from motions.motion.models import Backing, Revision
from organisers.appointments import emails as appointments_emails
from organisers.contacts.models import Contact
from organisers.groups.models import Group
from organisers.regions.models import Region
from organisers.symposia import emails as symposia_emails
from organisers.symposia.models import Symposium
from socialmedia.channels.models import Channel
from socialmedia.complaints.models import Complaint
from socialmedia.posts.models import Post
from tests.every_email import BUILDERS
from tests.motions import every_email as motions

pytestmark = pytest.mark.django_db

ROOT = Path(settings.ROOT) / "templates" / "emails"
LONGEST_SUBJECT = 47
LINK = "{link}"
GREETING = re.compile(r"(Dear [^\n]{2,80}|Hello),")
ADDRESS = re.compile(r"^(\{link\}|https?://\S+)$", re.MULTILINE)
UNTIL = re.compile(r"The link works (once, )?until \w+")
GAPS = re.compile(r"\n{3,}|  |\s[,.;:]|{%")
OLD_WORDS = re.compile(
    r"\b(e-mail|letters?|stands? behind|stood behind|their leave|whom|shall|else than)\b", re.IGNORECASE
)
FOOT = "This email is from {name}. If you have a question, write to {email}."

# What asks nobody to open anything: news of something done, and codes.
WITHOUT_LINK = {
    *("lla/login_code", "lla/recovery_codes_generated", "lla/totp_activated", "lla/totp_deactivated"),
    *("lla/webauthn_added", "lla/webauthn_removed", "lla/subject_erased", "lla/subject_taken"),
    *("lla/export_agreed", "lla/export_declined", "lla/export_stopped", "lla/export_written"),
    *("organisers/address_changed", "organisers/erased", "organisers/list_declined", "organisers/list_taken"),
    *("organisers/announcement", "organisers/appointment_ended", "organisers/import_undone"),
    *("organisers/passed_on", "organisers/replaced", "organisers/written_to"),
    *("socialmedia/complaint_closed", "socialmedia/complaint_held", "socialmedia/complaint_received"),
    *("motions/colleague_ended", "socialmedia/ended", "socialmedia/swap_withdrawn"),
}
# These go to an address that somebody typed and nobody has proved; whoever typed it may be a stranger.
TO_TYPED_ADDRESSES = {
    *("motions/asked_to_confirm", "motions/draft_going", "motions/draft_saved"),
    *("motions/group_revised", "motions/group_told"),
    *("motions/invited", "motions/signature_to_confirm", "motions/submitted"),
    "motions/reminded_to_confirm",
    *("organisers/added", "organisers/address_to_confirm", "organisers/group_application_to_confirm"),
    "organisers/imported",
    *("organisers/group_known", "organisers/proposed", "organisers/took_over"),
    "socialmedia/complaint_received",
}


# What its reader has just asked for or done leaves at any hour; lists and notices can wait.
NOW = {
    *("lla/login_code", "lla/recovery_codes_generated", "lla/totp_activated", "lla/totp_deactivated"),
    *("lla/webauthn_added", "lla/webauthn_removed", "motions/already_backing", "motions/draft_saved"),
    "motions/appeal_received",
    *("motions/gathering", "motions/my_motions", "motions/signature_to_confirm", "motions/submitted"),
    "motions/signed",
    *("organisers/address_to_confirm", "organisers/group_application_to_confirm", "organisers/my_link"),
    *("organisers/group_known", "organisers/withdrawn", "socialmedia/complaint_received"),
}
LATER = {
    *("motions/arrived_late", "motions/draft_going", "motions/published", "motions/revised"),
    *("motions/amendments_followed", "motions/carried_over"),
    *("motions/support_withdrawn", "motions/withdrawn", "organisers/asked_to_verify"),
    *("organisers/announcement", "organisers/announcement_reminder"),
    *("organisers/import_told", "organisers/imported"),
    *("organisers/copy_sent", "organisers/group_moved", "organisers/list_taken", "organisers/question"),
    *("organisers/symposium_asked", "organisers/symposium_reminded_to_answer"),
    *("organisers/symposium_voice_stays", "organisers/two_missed", "socialmedia/bad_days"),
    *("socialmedia/channel_left_alone", "socialmedia/channel_opened", "socialmedia/guidelines_adopted"),
    *("socialmedia/reach_set", "socialmedia/report_drafted", "socialmedia/report_sent"),
}
# Of no use after a day or a moment: they are not sent then.
RUNS_OUT = {
    *("lla/login_code", "motions/draft_going", "motions/my_motions", "organisers/address_to_confirm"),
    *("organisers/consent_to_confirm", "organisers/list_approved", "organisers/list_to_approve"),
    *("organisers/announcement_reminder", "organisers/my_link"),
    *("organisers/symposium_asked", "organisers/symposium_reminded_of_the_day"),
    *("organisers/symposium_reminded_to_answer", "socialmedia/complaint_due", "socialmedia/leave_away"),
    *("socialmedia/consultation_asked", "socialmedia/consultation_reminded", "socialmedia/reach_set"),
    *("socialmedia/swap_accepted", "socialmedia/swap_asked", "socialmedia/swap_declined"),
    "socialmedia/swap_withdrawn",
}
# Nothing that a second email could be about, or nothing that the desk may know them to be about.
ALONE = {"motions/my_motions", "motions/group_revised", "motions/group_told", "socialmedia/bad_days"}


def kinds() -> set[str]:
    files = (path.relative_to(ROOT).with_suffix("") for path in ROOT.rglob("*.txt"))
    emails = {str(file) for file in files if not file.name.startswith("_")}
    return {kind for kind in emails if not kind.endswith(digests.MANY)}


def typed_names() -> set[str]:
    """What people, groups and motions in the rows are called."""
    rows = (
        User.objects.values_list("name", flat=True),
        Backing.objects.values_list("name", flat=True),
        Contact.objects.values_list("name", flat=True),
        Group.objects.values_list("name", flat=True),
        Revision.objects.values_list("title", flat=True),
        Post.objects.values_list("title", flat=True),
        Channel.objects.values_list("name", flat=True),
        Complaint.objects.values_list("name", flat=True),
    )
    return {name for names in rows for name in names if name}


def own_words(email: Email) -> list[str]:
    """The lines that are ours; of somebody else's, which are fenced, only the fence."""
    return [">" if line.startswith(">") else line for line in email.body.splitlines()]


def test_there_is_a_builder_for_every_kind() -> None:
    assert (kinds() - set(BUILDERS), set(BUILDERS) - kinds()) == (set(), set())


def several(email: Email) -> Email:
    """As it goes when another of its kind waits for the same reader; most kinds have no words for that."""
    other = copy(email)
    other.pk, other.line = 2, "Another"
    if not (ROOT / f"{email.kind}{digests.MANY}.txt").exists():
        return email
    assert email.line
    email.pk = 1
    return digests.written_together(email, [other])


def form(email: Email) -> list[str]:
    """What is wrong with how an email begins and ends."""
    lines = own_words(email)
    greeting, blank, first = lines[:3]
    paragraphs = [part for part in "\n".join(lines).split("\n\n") if part.strip()]
    foot = FOOT.format(name=settings.ORGANISATION["name"], email=settings.ORGANISATION["email"])
    why = paragraphs[paragraphs.index(foot) - 1] if foot in paragraphs else ""
    right = {
        "a greeting": GREETING.fullmatch(greeting) and not blank,
        "a capital after the greeting": not first[:1].islower(),
        "why it came, and then who we are": why.startswith("You got this email because"),
    }
    return [what for what, holds in right.items() if not holds]


def words(email: Email) -> list[str]:
    """What is wrong with what an email says: one link, until when it works, plain British English."""
    own = "\n".join(own_words(email))
    links = ADDRESS.findall(own)
    right = {
        "one link, where something is asked": len(links) == (0 if email.kind in WITHOUT_LINK else 1),
        "its link in its text": (LINK in links) == bool(email.link_view),
        "until when the link works": bool(UNTIL.search(own)) == bool(email.link_view),
        "plain words": not OLD_WORDS.search(own),
        "no gaps": not GAPS.search(own),
    }
    return [what for what, holds in right.items() if not holds]


def subject(email: Email) -> list[str]:
    """What is wrong with what a locked screen shows."""
    told = [name for name in typed_names() if name.lower() in email.subject.lower()]
    long = len(email.subject) > LONGEST_SUBJECT or not email.subject
    return told + ([email.subject] if long else [])


def going(email: Email) -> list[str]:
    """What is wrong with how soon it goes, for how long it is of use, and what it is about."""
    kind = email.kind
    urgency = Urgency.NOW if kind in NOW else Urgency.LATER if kind in LATER else Urgency.SOON
    right = {
        "how soon": email.urgency == urgency,
        "for how long": (email.expires_at is not None) == (kind in RUNS_OUT),
        "what about": bool(email.about) != (kind in ALONE or kind.startswith("lla/")),
    }
    return [what for what, holds in right.items() if not holds]


OF_AMENDMENTS = [(kind, partial(build, Nature.AMENDMENT)) for kind, build in motions.OF_EVERY_NATURE.items()]


@pytest.mark.parametrize(("kind", "build"), [*sorted(BUILDERS.items()), *OF_AMENDMENTS])
def test_an_email_keeps_to_the_rules_of_all(kind: str, build: Callable[[], Email]) -> None:
    email = build()
    assert (email.kind, email.pk is None, bool(email.to)) == (kind, True, True)
    for sent in (email, several(email)):
        assert (subject(sent), form(sent), words(sent), going(sent)) == ([], [], [], [])


@pytest.mark.parametrize("kind", sorted(TO_TYPED_ADDRESSES & set(BUILDERS)))
def test_an_unproved_address_gets_no_words_that_somebody_else_typed(kind: str) -> None:
    email = BUILDERS[kind]()
    people = {name for name in typed_names() if name not in Group.objects.values_list("name", flat=True)}
    assert {name for name in people if name in email.body} == set()


def test_a_region_of_any_name_fits_into_a_subject() -> None:
    subjects = [
        email.subject
        for region in Region.objects.all()
        for email in (
            *appointments_emails.written_to(region, name="Kim", email="kim@example.org", words="Hello"),
            *symposia_emails.two_missed(Symposium(pk=3, region=region, quarter=date(2027, 1, 1))),
        )
    ]
    assert [one for one in subjects if len(one) > LONGEST_SUBJECT] == []
    assert "Two symposia missed: National and international" in subjects
