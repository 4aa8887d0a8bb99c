"""What the toolkit itself holds about people: who signs in, emails, the desk’s log, earlier requests."""

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.db.models import Q, QuerySet

from lla.accounts.models import User
from lla.accounts.sessions import sign_out_everywhere
from lla.acts.actors import Actor
from lla.emails import outbox, preferences, recipients
from lla.emails.models import Email, EmailTurnedOff, Mailbox
from lla.export.models import Export, ExportRequest
from lla.subjects.disclosures import Field, section
from lla.subjects.models import SubjectEvent
from lla.subjects.registry import Fate, Part, Person, Section
from lla.subjects.selectors import whom
from lla.words.functions import SortKey

TELLS = frozenset(
    {
        *(User, EmailAddress, Authenticator, LogEntry, Email, EmailTurnedOff, Mailbox, SubjectEvent),
        *(ExportRequest, Export),
    }
)
NOBODY = "It holds nothing about people."
LEAVES_OUT = {
    "lla.User_groups": "Shown with the user, in words.",
    "lla.User_user_permissions": "Rights are given by groups, which are shown with the user.",
    "lla.Link": "It holds a row’s key and the hash of a token; that row says what the link is for.",
    "lla.StandingKey": NOBODY,
    "lla.Limit": "It counts tries under a keyed hash and forgets them within days.",
    "lla.Paper": "A file made from rows that are shown elsewhere. It is deleted after some months.",
    "lla.Run": NOBODY,
    "auth.Group": NOBODY,
    "auth.Group_permissions": NOBODY,
    "auth.Permission": NOBODY,
    "contenttypes.ContentType": NOBODY,
    "sessions.Session": "It holds a user’s key and ends within two weeks; the last sign-in is shown.",
    "account.EmailConfirmation": "Not used: a code proves an address, and leaves nothing.",
    "django_tasks_database.DBTaskResult": "A task with a row’s key. It is deleted after a week.",
    "pghistory.Context": "It says by a user’s key who changed a row; what they did at the desk is shown.",
    "pghistory.Events": "A view over the histories of rows, each of which is shown or left out by itself.",
    "pghistory.MiddlewareEvents": "The same view.",
}


EMAIL: tuple[Field, ...] = ("subject", ("Written", "created_at"), ("Sent", "sent_at"))
TURNED_OFF: tuple[Field, ...] = (
    ("An email when", lambda row: preferences.kinds().get(row.kind, row.kind)),
    ("Since", "created_at"),
)
MAILBOX: tuple[Field, ...] = (
    ("Shown to be yours", "proved_at"),
    ("You want no emails since", "unwanted_at"),
    ("It refused our email", "refused_at"),
    ("Emails sent before it was shown to be yours", lambda mailbox: len(mailbox.tried_at)),
)
REQUEST: tuple[Field, ...] = (
    ("When", "at"),
    ("What", "act"),
    ("Why", lambda event: dict(SubjectEvent.Why.choices).get(event.details.get("why", ""), "")),
)
EXPORT_REQUEST: tuple[Field, ...] = (
    ("Asked", "made_at"),
    ("What for", "why"),
    ("Agreed", "agreed_at"),
    ("Declined", "declined_at"),
)
SIGN_IN: tuple[Field, ...] = (
    ("Email address", "email"),
    ("Name", "name"),
    ("May sign in", "is_active"),
    ("May open the desk", "is_staff"),
    ("Groups", lambda user: user.groups.order_by(SortKey("name"))),
    ("Known since", "created_at"),
    ("Last sign-in", "last_login"),
)
DEVICE: tuple[Field, ...] = (("Kind", "type"), ("Set up", "created_at"), ("Last used", "last_used_at"))
ENTRY: tuple[Field, ...] = (("When", "action_time"), ("What", "action_flag"), ("Where", "content_type"))


def tell(person: Person) -> Iterator[Section]:
    if person.email:
        yield section(Email, "Emails to you", _emails(person), EMAIL)
        yield section(EmailTurnedOff, "Emails you turned off", _turned_off(person), TURNED_OFF)
        yield section(Mailbox, "What we know of your address", _mailboxes(person), MAILBOX)
    requests = SubjectEvent.objects.filter(whom=whom(person.found_by)).order_by("pk")
    yield section(SubjectEvent, "Requests about your data", requests, REQUEST)
    if person.user:
        yield section(User, "Your sign-in", [person.user], SIGN_IN)
        addresses = EmailAddress.objects.filter(user=person.user)
        proved = (("Address", "email"), ("Proved", "verified"))
        yield section(EmailAddress, "Addresses you sign in with", addresses, proved)
        devices = Authenticator.objects.filter(user=person.user).order_by("pk")
        yield section(Authenticator, "Your second factors", devices, DEVICE)
        entries = LogEntry.objects.filter(user=person.user).select_related("content_type").order_by("pk")
        yield section(LogEntry, "What you changed at the desk", entries, ENTRY)
        theirs = Q(by=person.user) | Q(decided_by=person.user)
        asked = ExportRequest.objects.filter(theirs).order_by("pk")
        yield section(ExportRequest, "Exports you asked for or answered", asked, EXPORT_REQUEST)
        written = Export.objects.filter(by=person.user).order_by("pk")
        yield section(Export, "Exports you wrote", written, (("When", "at"), ("Rows", "rows")))


def foresee(person: Person) -> Iterator[Fate]:
    if not person.email:
        return
    yield Fate(
        "Emails", _emails(person).count(), "are deleted; emails to others are deleted 90 days after sending"
    )
    yield Fate("Emails turned off", _turned_off(person).count(), "are deleted")
    stays = "goes; under a code we keep that no email is wanted, and when the last were sent"
    yield Fate("What is known of the address", _mailboxes(person).count(), stays)
    yield Fate("Sign-in", 1 if person.user else 0, "ends at once; a number without name and address stays")
    if person.user:
        entries = LogEntry.objects.filter(user=person.user).count()
        yield Fate("Entries in the desk’s log", entries, "stay, under that number")


def erase(person: Person, by: Actor) -> None:
    if not person.email:
        return
    _emails(person).delete()
    _turned_off(person).delete()
    _mailboxes(person).update(proved_at=None, refused_at=None, refusal="")
    _blot_out_of_the_log(person)
    if user := person.user:
        EmailAddress.objects.filter(user=user).delete()
        Authenticator.objects.filter(user=user).delete()
        user.groups.clear()
        user.email, user.name = outbox.erased_address("user", user.pk), f"Erased person {user.pk}"
        user.is_active = user.is_superuser = False
        user.save()
        sign_out_everywhere(user)


def _emails(person: Person) -> QuerySet[Email]:
    """Those to the address, and those whose address is forgotten already."""
    theirs = Q(to__iexact=person.email) | Q(mailbox_hash=recipients.hash_of(person.email))
    return Email.objects.filter(theirs).order_by("pk")


def _turned_off(person: Person) -> QuerySet[EmailTurnedOff]:
    return EmailTurnedOff.objects.filter(address__iexact=person.email).order_by("pk")


def _mailboxes(person: Person) -> QuerySet[Mailbox]:
    return Mailbox.objects.filter(hash=recipients.hash_of(person.email))


def _blot_out_of_the_log(person: Person) -> None:
    """The desk’s log names rows by their words, and a person's row by the person."""
    named = Q(object_repr__icontains=person.email)
    if person.user and person.user.name:
        named |= Q(object_repr__icontains=person.user.name)
    LogEntry.objects.filter(named).update(object_repr="Erased")


PART = Part("lla", TELLS, LEAVES_OUT, tell, foresee, erase, by_phone=True)
