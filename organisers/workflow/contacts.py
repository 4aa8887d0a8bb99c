"""What a contact does with their own details, and what others do for them: add, correct, verify, erase."""

from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction

from lla import clock, links, mailboxes
from lla.actors import Actor
from lla.emails import outbox
from lla.models import User
from lla.refusals import LinkRefused, NotAllowed, allow

from ..choices import ConsentHow, ContactRole, GroupAct
from ..emails import contacts as emails
from ..models import Contact, Group, GroupEvent
from ..rules import contacts as rules
from ..rules import groups as rights
from .consents import Wishes, replace_what_waits, say
from .posting import end_links, post_link
from .recalls import recall


@dataclass(frozen=True, slots=True)
class Details:
    """Who somebody is to their group; `phone` as +447700900123 or blank."""

    name: str
    email: str
    role: str = ContactRole.SECRETARY
    phone: str = ""
    more_roles: tuple[str, ...] = ()


@transaction.atomic
def add_contact(group: Group, details: Details, *, by: User | Actor) -> Contact:
    """Keep somebody as a contact of a group and send them the way to their page, if they have an address.

    `by` is the region's organiser, or an actor for the group itself.
    """
    allow(_why_not_organise(by, group) or rules.why_not_add(group))
    contact = _new(group, details)
    record(contact, GroupAct.ADDED, by=actor_of(by))
    outbox.post(emails.added(contact))
    return contact


def begin(group: Group, details: Details) -> Contact:
    """Keep somebody who has just said, by a link sent to their address, that they answer for a group.

    Call it inside the transaction of that act.
    """
    contact = _new(group, details)
    contact.confirmed_at = clock.now()
    contact.save()
    record(contact, GroupAct.ADDED, by=themself(contact))
    return contact


@transaction.atomic
def open_page(token: str) -> Contact:
    """Use up a private link; the first one opened shows that the address is the contact's."""
    link = links.read(emails.PAGE_LINK, token)
    contact = Contact.objects.select_for_update(of=("self",), no_key=True).filter(pk=link.target).first()
    if contact is None or contact.erased_at:
        raise LinkRefused(links.UNKNOWN)
    links.spend(link)
    if contact.confirmed_at is None:
        contact.confirmed_at = clock.now()
        contact.save()
    return contact


@transaction.atomic
def send_link(email: str) -> None:
    """Send the way back to whoever has this address; nothing is sent, and nothing said, when nobody has."""
    if contact := Contact.objects.of_address(email).select_related("group").first():
        post_link(emails.my_link(contact))


@transaction.atomic
def save_page(
    contact: Contact,
    details: Details,
    wishes: Wishes,
    *,
    seen: int,
    same_person: bool = False,
    takes_number: bool | None = None,
) -> Contact:
    """Save a contact's whole page, which verifies it; `seen` is the newest consent that the page showed.

    A name that is more than a slip away needs the word that it is the `same_person`'s. A number that waits
    for their yes is taken, or dropped, as `takes_number` says; it goes on waiting when they say nothing.
    """
    contact = hold(contact)
    allow(
        rules.why_not_save(contact, seen=seen)
        or rules.why_not_call_oneself(contact, details.name, same_person=same_person)
    )
    _write_down(contact, details, phone=details.phone)
    if takes_number is not None:
        contact.phone = contact.wanted_phone if takes_number else details.phone
        contact.wanted_phone, contact.wanted_phone_at = "", None
    mark_verified(contact)
    contact.save()
    _want_address(contact, details.email)
    say(contact, wishes, how=ConsentHow.PAGE, by=themself(contact))
    return contact


@transaction.atomic
def confirm_address(token: str) -> Contact:
    """Let a new address count, confirmed by the email sent to it; the old one is told and its links end."""
    link = links.read(emails.ADDRESS_LINK, token)
    contact = _held(link.target)
    allow(rules.why_not_confirm_address(contact, now=clock.now()))
    links.spend(link)
    old, contact.email = contact.email, contact.wanted_email
    contact.wanted_email, contact.wanted_at = "", None
    contact.confirmed_at = clock.now()
    _save_unique(contact)
    end_links(contact.pk)
    replace_what_waits(contact)
    outbox.post(emails.address_changed(contact, old=old))
    return contact


@transaction.atomic
def withdraw(contact: Contact) -> Contact:
    """Take back everything a contact has allowed; the details stay until they are erased."""
    contact = hold(contact)
    allow(rules.why_not_change(contact))
    say(contact, Wishes(), how=ConsentHow.PAGE, by=themself(contact))
    outbox.post(emails.withdrawn(contact))
    return contact


@transaction.atomic
def erase(contact: Contact, *, by: Actor | User, why: str = "You asked for it on your page.") -> Contact:
    """Empty a contact's row for good; consents end, copies are recalled, the record stands under the key."""
    contact = hold(contact)
    allow(_why_not_organise(by, contact.group) or rules.why_not_change(contact))
    receipt = emails.erased(contact, why=why)
    _empty(contact, how=ConsentHow.ERASURE, by=actor_of(by))
    record(contact, GroupAct.ERASED, by=actor_of(by))
    outbox.post(receipt)
    return contact


@transaction.atomic
def take_over(contact: Contact, details: Details, *, by: User) -> Contact:
    """Somebody else answers for the group in a contact's place, at the same address or another; answers who.

    They are a contact of their own: nothing that was allowed, verified or known of the one before them is
    theirs, and an email leads them to their page. Whoever had another address is told that it is over.
    """
    contact = hold(contact)
    allow(_why_not_organise(by, contact.group) or rules.why_not_take_over(contact, details.email))
    moved = mailboxes.key(details.email) != mailboxes.key(contact.email)
    farewell = [emails.replaced(contact)] if moved else []
    known = details if not details.email else replace(details, phone="")  # else the number is theirs to give
    successor = _succeed(contact, known, by=actor_of(by))
    outbox.post(emails.took_over(successor), *farewell)
    return successor


@transaction.atomic
def take_over_page(contact: Contact, details: Details, *, seen: int) -> Contact:
    """Whoever opened a contact's page says that they took over; answers them as a contact of their own.

    What the page showed as allowed was the other's word, so nothing is allowed until the successor says so.
    """
    contact = hold(contact)
    allow(rules.why_not_save(contact, seen=seen) or rules.why_not_take_over(contact, contact.email))
    here = replace(details, email=contact.email)
    successor = _succeed(contact, here, by=themself(contact))
    mark_verified(successor)
    successor.save()
    outbox.post(emails.took_over(successor))
    _want_address(successor, details.email)
    return successor


def _succeed(contact: Contact, details: Details, *, by: Actor) -> Contact:
    """Empty a held contact's row, and keep a new one for whoever comes after them."""
    _empty(contact, how=ConsentHow.TAKEOVER, by=by)
    record(contact, GroupAct.TAKEN_OVER, by=by)
    successor = _new(contact.group, details)
    record(successor, GroupAct.ADDED, by=by)
    return successor


def _empty(contact: Contact, *, how: ConsentHow, by: Actor) -> None:
    """Empty a held row; consents end, copies and lists are asked back, and no link opens it."""
    contact.name = contact.email = contact.phone = contact.wanted_email = contact.wanted_phone = ""
    contact.wanted_at = contact.wanted_phone_at = None
    contact.more_roles = []
    contact.erased_at = clock.now()
    contact.save()
    contact.questions.all().delete()
    say(contact, Wishes(), how=how, by=by)
    recall(contact, by=by)
    end_links(contact.pk)


@transaction.atomic
def correct(contact: Contact, details: Details, *, by: User) -> Contact:
    """Put somebody's details right for them; they are told.

    Another name is another person (`take_over`), an address they use is theirs to change, and a new number
    waits until they have said on their page that it is theirs. Whoever has no address has no page: a first
    address waits for the email sent there, and a new number counts at once but ends what they allowed, which
    was heard at the old one.
    """
    contact = hold(contact)
    allow(
        _why_not_organise(by, contact.group)
        or rules.why_not_change(contact)
        or rules.why_not_rename(contact, details.name)
    )
    rung = not contact.email
    moved = not rung and mailboxes.key(details.email) != mailboxes.key(contact.email)
    if moved:
        allow(rules.why_not_readdress(contact))
        contact.email = details.email
        end_links(contact.pk)
    _write_down(contact, details, phone=contact.phone)
    if details.phone and details.phone != contact.phone:
        _renumber(contact, details.phone, by=actor_of(by))
    _save_unique(contact)
    if rung:
        allow(rules.why_not_use_address(contact, details.email))
        _want_address(contact, details.email)
    record(contact, GroupAct.CORRECTED, by=actor_of(by))
    outbox.post(emails.added(contact) if moved else emails.corrected(contact))
    return contact


def _renumber(contact: Contact, phone: str, *, by: Actor) -> None:
    """Another number of a held contact: it waits for their yes, where they have a page to say it on."""
    if contact.email:
        contact.wanted_phone, contact.wanted_phone_at = phone, clock.now()
        return
    contact.phone, contact.verified_at = phone, None
    say(contact, Wishes(), how=ConsentHow.NUMBER, by=by)


@transaction.atomic
def verify(contact: Contact, *, by: User) -> Contact:
    """Write down that the organiser has checked the details with the contact, say by telephone."""
    contact = hold(contact)
    allow(_why_not_organise(by, contact.group) or rules.why_not_verify(contact))
    mark_verified(contact)
    contact.save()
    record(contact, GroupAct.VERIFIED, by=actor_of(by))
    return contact


@transaction.atomic
def ask_to_verify(contact: Contact, *, by: User) -> None:
    """Send the way to the page again, at the organiser's wish."""
    contact = hold(contact)
    allow(_why_not_organise(by, contact.group) or rules.why_not_write(contact))
    outbox.post(emails.asked_to_verify(contact) if contact.confirmed_at else emails.added(contact))


def hold(contact: Contact) -> Contact:
    """The contact as it is now, locked to the end of the transaction."""
    return _held(contact.pk)


def _held(pk: int) -> Contact:
    held = Contact.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("group__region").get(pk=pk)


def themself(contact: Contact) -> Actor:
    return Actor("contact", f"contact:{contact.pk}")


def actor_of(by: User | Actor) -> Actor:
    return by if isinstance(by, Actor) else Actor.user(by, "organiser")


def record(contact: Contact, act: GroupAct, *, by: Actor) -> None:
    GroupEvent.objects.create(
        group=contact.group, act=act, at=clock.now(), details={"contact": contact.pk}, **by.fields()
    )


def _why_not_organise(by: User | Actor, group: Group) -> list[str]:
    """Users act as organisers, so the appointment decides; an actor acts for itself or is the night."""
    if isinstance(by, Actor):
        return []
    return rights.why_not_organise(by, group.region, now=clock.now())


def _new(group: Group, details: Details) -> Contact:
    """A contact kept from now on, who has said nothing."""
    contact = Contact(group=group, email=details.email)
    _write_down(contact, details, phone=details.phone)
    _save_unique(contact)
    return contact


def _write_down(contact: Contact, details: Details, *, phone: str) -> None:
    contact.name, contact.role, contact.phone = details.name, details.role, phone
    contact.more_roles = [role for role in ContactRole if role in details.more_roles and role != details.role]


def mark_verified(contact: Contact) -> None:
    contact.verified_at = clock.now()
    if contact.email:  # whoever has none has proved none
        contact.confirmed_at = contact.confirmed_at or contact.verified_at
    contact.reminders, contact.reminded_at = 0, None


def _save_unique(contact: Contact) -> None:
    allow(rules.why_not_reach(contact))
    try:
        with transaction.atomic():
            contact.save()
    except IntegrityError:
        raise NotAllowed([rules.TAKEN if contact.email else rules.TAKEN_NUMBER]) from None


def _want_address(contact: Contact, email: str) -> None:
    """Let another address wait for its email; asking for the present one again drops the wish."""
    if mailboxes.key(email) == mailboxes.key(contact.wanted_email or contact.email):
        return
    end_links(contact.pk, purposes=(emails.ADDRESS_LINK,))
    if mailboxes.key(email) == mailboxes.key(contact.email):
        contact.wanted_email, contact.wanted_at = "", None
        contact.save()
        return
    contact.wanted_email, contact.wanted_at = email, clock.now()
    contact.save()
    outbox.post(emails.address_to_confirm(contact), emails.address_asked(contact))
