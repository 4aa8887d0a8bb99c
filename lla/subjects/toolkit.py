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
from lla.subjects.models import SubjectEvent
from lla.subjects.registry import Fate, Part, Person, Row, Section, facts
from lla.subjects.selectors import whom
from lla.words.functions import SortKey

TELLS = frozenset({User, EmailAddress, Authenticator, LogEntry, Email, EmailTurnedOff, Mailbox, SubjectEvent})
NOBODY = "It holds nobody."
LEAVES_OUT = {
    "lla.User_groups": "Told with the user, in words.",
    "lla.User_user_permissions": "Rights are given by groups, which are told with the user.",
    "lla.Link": "It holds a row’s key and the hash of a token; what the link is for is told there.",
    "lla.StandingKey": NOBODY,
    "lla.Limit": "It counts tries under a keyed hash and forgets them within days.",
    "lla.Paper": "A file made from rows that are told elsewhere; it is deleted after some months.",
    "lla.Run": NOBODY,
    "auth.Group": NOBODY,
    "auth.Group_permissions": NOBODY,
    "auth.Permission": NOBODY,
    "contenttypes.ContentType": NOBODY,
    "sessions.Session": "It holds a user’s key and ends within two weeks; the last sign-in is told.",
    "account.EmailConfirmation": "Not used: a code proves an address, and leaves nothing.",
    "django_tasks_database.DBTaskResult": "A nudge with a row’s key; it goes after a week.",
    "pghistory.Context": "It says by a user’s key who changed a row; what they did at the desk is told.",
    "pghistory.Events": "A view over the histories of rows, each of which is told or left out itself.",
    "pghistory.MiddlewareEvents": "The same view.",
}


def tell(person: Person) -> Iterator[Section]:
    if person.email:
        yield Section(Email, "Emails to you", tuple(_email(one) for one in _emails(person)))
        yield Section(EmailTurnedOff, "Emails you turned off", tuple(map(_off, _turned_off(person))))
        yield Section(Mailbox, "What we know of your address", tuple(map(_mailbox, _mailboxes(person))))
    yield Section(SubjectEvent, "Requests about your data", tuple(map(_request, _requests(person))))
    if person.user:
        yield from _of_user(person.user)


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


def _email(email: Email) -> Row:
    return facts(("Subject", email.subject), ("Written", email.created_at), ("Sent", email.sent_at))


def _turned_off(person: Person) -> QuerySet[EmailTurnedOff]:
    return EmailTurnedOff.objects.filter(address__iexact=person.email).order_by("pk")


def _off(row: EmailTurnedOff) -> Row:
    return facts(("An email when", preferences.kinds().get(row.kind, row.kind)), ("Since", row.created_at))


def _mailboxes(person: Person) -> QuerySet[Mailbox]:
    return Mailbox.objects.filter(hash=recipients.hash_of(person.email))


def _mailbox(row: Mailbox) -> Row:
    return facts(
        ("Shown to be yours", row.proved_at),
        ("You want no emails since", row.unwanted_at),
        ("It refused our email", row.refused_at),
        ("Emails sent before it was shown to be yours", len(row.tried_at)),
    )


def _requests(person: Person) -> QuerySet[SubjectEvent]:
    return SubjectEvent.objects.filter(whom=whom(person.found_by)).order_by("pk")


def _request(event: SubjectEvent) -> Row:
    why = dict(SubjectEvent.Why.choices).get(event.details.get("why", ""), "")
    return facts(("When", event.at), ("What", event.get_act_display()), ("Why", why))


def _of_user(user: User) -> Iterator[Section]:
    about = facts(
        ("Email address", user.email),
        ("Name", user.name),
        ("May sign in", user.is_active),
        ("May open the desk", user.is_staff),
        ("Groups", user.groups.order_by(SortKey("name"))),
        ("Known since", user.created_at),
        ("Last sign-in", user.last_login),
    )
    yield Section(User, "Your sign-in", (about,))
    addresses = EmailAddress.objects.filter(user=user)
    told = tuple(facts(("Address", one.email), ("Proved", one.verified)) for one in addresses)
    yield Section(EmailAddress, "Addresses you sign in with", told)
    devices = Authenticator.objects.filter(user=user).order_by("pk")
    told = tuple(
        facts(("Kind", one.get_type_display()), ("Set up", one.created_at), ("Last used", one.last_used_at))
        for one in devices
    )
    yield Section(Authenticator, "Your second factors", told)
    entries = LogEntry.objects.filter(user=user).select_related("content_type").order_by("pk")
    told = tuple(
        facts(("When", one.action_time), ("What", one.get_action_flag_display()), ("Where", one.content_type))
        for one in entries
    )
    yield Section(LogEntry, "What you changed at the desk", told)


def _blot_out_of_the_log(person: Person) -> None:
    """The desk’s log names rows by their words, and a person's row by the person."""
    named = Q(object_repr__icontains=person.email)
    if person.user and person.user.name:
        named |= Q(object_repr__icontains=person.user.name)
    LogEntry.objects.filter(named).update(object_repr="Erased")


PART = Part("lla", TELLS, LEAVES_OUT, tell, foresee, erase, by_phone=True)
