"""The facts of the privacy page: on what basis data is used, and for how long each kind is kept.

How long is read from what deletes it, so that the page cannot say anything else.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.text import capfirst

from lla import tasks as lla_tasks
from lla.emails import models as emails_models
from lla.time.wording import span_in_words
from motions.submitting import workflow as submitting_workflow
from motions.submitting.models import Draft
from organisers.affiliation import emails as affiliation_emails
from organisers.announcements import workflow as announcements_workflow
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contacts import rules as contacts_rules
from organisers.conversations import rules as conversations_rules
from organisers.disclosures import workflow as disclosures_workflow
from organisers.editions import rules as editions_rules
from organisers.imports import rules as imports_rules
from organisers.proposals import workflow as proposals_workflow
from organisers.symposia.workflow import nightly as symposia_nightly
from socialmedia.comments import tasks as comments_tasks
from socialmedia.complaints import rules as complaints_rules
from socialmedia.consultations import tasks as consultations_tasks
from socialmedia.forums import rules as forums_rules
from socialmedia.leave import tasks as leave_tasks
from socialmedia.media import tasks as media_tasks
from socialmedia.messages import tasks as messages_tasks
from socialmedia.roster import tasks as roster_tasks

INTERESTS = "Legitimate interests, 6(1)(f)"
CONSENT = "Consent, 6(1)(a)"
OBLIGATION = "Legal obligation, 6(1)(c)"
BODY = "Not-for-profit body with a political aim, 9(2)(d)"
EXPLICIT = "Explicit consent, 9(2)(a)"
MADE_PUBLIC = "Made public by the person, 9(2)(e)"
NONE = "None is used"


@dataclass(frozen=True, slots=True)
class Basis:
    """What data is used for, and what allows it: an Article 6 basis, and an Article 9 condition."""

    purpose: str
    basis: str
    condition: str


BASES = (
    Basis("Receiving motions, ruling on them, emailing the people behind them", INTERESTS, BODY),
    Basis("Printing a name with a motion", CONSENT, EXPLICIT),
    Basis("Keeping contacts of groups, so that a regional organiser can reach the group", INTERESTS, BODY),
    Basis("Circulating a contact’s details, and putting them on an organiser’s list", CONSENT, EXPLICIT),
    Basis("Telephoning a contact, and writing to them about symposia", CONSENT, EXPLICIT),
    Basis("Arranging a symposium, with the access needs of those who come", CONSENT, EXPLICIT),
    Basis("Answering direct messages, and complaints", INTERESTS, BODY),
    Basis("Deciding on comments and on breaches of forum rules", INTERESTS, MADE_PUBLIC),
    Basis("Knowing who holds which office, and what they did in it", INTERESTS, BODY),
    Basis("Showing who has had whose details, and answering requests about data", OBLIGATION, BODY),
    Basis("Keeping the site and its accounts secure", INTERESTS, NONE),
)


def retention() -> dict[str, str]:
    """Everything that is deleted after a time, by whom it is about."""
    rows = (*_of_the_site(), *_of_motions(), *_of_contacts(), *_of_circulation(), *_of_social_media())
    return {what: capfirst(until) for what, until in rows}


def _of_the_site() -> list[tuple[str, str]]:
    emails = span_in_words(emails_models.KEPT_FOR)
    links = span_in_words(lla_tasks.LINKS_KEPT_FOR)
    session = span_in_words(timedelta(seconds=settings.SESSION_COOKIE_AGE))
    return [
        ("Words of an email", "Once it is sent"),
        ("Record that an email was sent", f"{emails} after that"),
        ("Address of somebody invited to sign a motion", "Once the invitation is sent"),
        ("Links that we email", f"{links} after the day they stop working"),
        ("Being signed in", f"{session} after signing in"),
        ("Counted attempts, under a scrambled form of a network address", "Within a day"),
        (
            "Whether an email address was confirmed, refused our emails or wants none, in a scrambled form",
            "Kept, so that we do not write again to somebody who wants no emails",
        ),
    ]


def _of_motions() -> list[tuple[str, str]]:
    unsent, warned = span_in_words(Draft.KEPT), span_in_words(submitting_workflow.WARNED_FOR)
    return [
        (
            "A motion that was started but never sent",
            f"{unsent} after its last change; {warned} before that we warn its sender, if we have an address",
        ),
        ("Published motions", "Kept as the record of the conference; we remove your name if you ask"),
    ]


def _of_contacts() -> list[tuple[str, str]]:
    desk = contact_desk_workflow
    checked = span_in_words(timedelta(days=settings.VERIFIED_FOR_DAYS))
    silent = span_in_words(desk.AFTER_REMINDERS)
    hashes = span_in_words(proposals_workflow.HASHES_STORED_FOR)
    address = span_in_words(contacts_rules.NEW_ADDRESS_WAITS)
    number = span_in_words(contacts_rules.NEW_NUMBER_WAITS)
    return [
        (
            "Contacts who do not check their details",
            f"{silent} after the second of two reminders; the first comes {checked} after the last check",
        ),
        ("Contacts of a group that left", f"{span_in_words(desk.AFTER_LEAVING)} after it left"),
        ("A new email address that a contact does not confirm", f"After {address}"),
        ("A new telephone number that a contact does not confirm", f"After {number}"),
        (
            "Application of a group that nobody confirms",
            f"After {span_in_words(affiliation_emails.UNCONFIRMED_KEPT)}",
        ),
        (
            "Name and address of somebody proposed as a contact who does not agree",
            f"After {span_in_words(proposals_workflow.OPEN_FOR)}; a scrambled form of the address {hashes} "
            "after the proposal, so that we do not ask again",
        ),
    ]


def _of_circulation() -> list[tuple[str, str]]:
    return [
        (
            "Spreadsheet of groups that waits to be brought in",
            f"After {span_in_words(imports_rules.WAITS_FOR)}",
        ),
        ("Entries of a copy of the directory", f"After {span_in_words(editions_rules.OPENS_FOR)}"),
        (
            "A contact list that an organiser downloaded",
            "We ask for it to be deleted when their appointment ends or somebody in it withdraws consent",
        ),
        (
            "Record of who was sent or downloaded your details",
            "Kept, so that you can ask who has had them; it holds no details",
        ),
        (
            "Count of who opened your details on screen",
            f"After {span_in_words(disclosures_workflow.KEPT_FOR)}",
        ),
        (
            "Note of an organiser’s conversation with a group, which must name nobody",
            f"After {span_in_words(conversations_rules.KEPT_FOR)}",
        ),
        ("Result of a telephone call to a contact", f"After {span_in_words(conversations_rules.KEPT_FOR)}"),
        ("Words of a message to groups", f"After {span_in_words(announcements_workflow.KEPT_FOR)}"),
        ("Access needs for a symposium", f"{span_in_words(symposia_nightly.NEEDS_KEPT)} after it"),
    ]


def _of_social_media() -> list[tuple[str, str]]:
    closed = span_in_words(complaints_rules.WORDS_KEPT)
    return [
        (
            "Sender and words of a direct message",
            f"{span_in_words(messages_tasks.MESSAGES_KEPT)} after it was dealt with; we keep the number",
        ),
        (
            "Author and words of a comment",
            f"{span_in_words(comments_tasks.COMMENTS_KEPT)} after it was written; we keep the number",
        ),
        (
            "Names in a forum’s moderation log",
            f"{span_in_words(forums_rules.NAMES_KEPT)} after the last entry",
        ),
        (
            "Words, names and addresses of a complaint, and what the team said about it",
            f"{closed} after it is closed; we keep its kind and dates",
        ),
        (
            "What people in the team say when they are asked for their view",
            f"{span_in_words(consultations_tasks.WORDS_KEPT)} after the question is closed",
        ),
        ("Days that somebody in the team is away", f"{span_in_words(leave_tasks.KEPT)} after them"),
        ("Days on the roster", f"{span_in_words(roster_tasks.KEPT)} after them"),
        (
            "Pictures and films that no post uses",
            f"After {span_in_words(media_tasks.UNUSED_FOR)}; "
            f"after {span_in_words(media_tasks.NEVER_DESCRIBED_FOR)} if nobody described them",
        ),
        ("Who had which role and who wrote which post", "Kept as the team’s record"),
    ]
