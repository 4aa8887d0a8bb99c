"""A group's standing and region: apply, confirm, propose, affiliate, lapse, leave, move, verify."""

from collections.abc import Collection, Iterable
from typing import Any, cast

from django.db import transaction
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.locks import one_wins
from lla.acts.refusals import OVERTAKEN, NotAllowed, allow
from lla.emails import outbox
from lla.links import tokens
from lla.time import clock
from lla.words.slugs import free_slug

from ..appointments import rules as appointments_rules
from ..consents.workflow import ask_about
from ..contact_desk import rules as contact_desk_rules
from ..contact_desk.rules import Sorted
from ..contacts.models import Contact
from ..contacts.workflow import contact_actor
from ..groups.choices import GroupAct, GroupStatus, RegionSource
from ..groups.models import Group, GroupEvent, GroupRemark
from ..lists.workflow import returns
from ..regions.models import Constituency, Region
from ..symposia.workflow import lifecycle
from . import emails, rules, selectors
from .selectors import Offer

LONGEST_SLUG = 110
NEW = "new"  # the address of the page on which a group is added
SAME_MOMENT = "Somebody sent the same application at the same time. Send yours again."


@transaction.atomic
def apply(contact: Contact, *, constituencies: Collection[Constituency] = ()) -> None:
    """Write to whoever applied; the page says the same whether or not we know a group of this name.

    Neither the contact nor its group is saved yet. Nothing is recorded before the address is proved, so an
    application that nobody confirms can go whole.
    """
    group = contact.group
    known = Group.objects.select_for_update(of=("self",)).filter(name__iexact=group.name).first()
    if known and not rules.is_unconfirmed(known):
        outbox.post(emails.known(known, to=contact.email))
        return
    if known:
        _delete_unconfirmed(known)
    group.slug, group.applied_on = _free_slug(group.name), localdate(clock.now())
    with one_wins(lambda: [SAME_MOMENT]):
        _move(group, GroupStatus.APPLIED)
        group.constituencies.set(constituencies)
        contact.save()
    outbox.post(emails.application_to_confirm(contact))


@transaction.atomic
def confirm(contact: Contact) -> Group:
    """The address is proved: the application is before the organiser and the committee; once is enough."""
    group, now = lock(contact.group), clock.now()
    if group.application_confirmed_at is None:
        group.application_confirmed_at = group.verified_at = now
        group.save()
        contact.confirmed_at = contact.verified_at = now
        contact.save()
        record(group, GroupAct.CONFIRMED, by=contact_actor(contact))
        outbox.post(*emails.applied(group))
    return group


@transaction.atomic
def enter(group: Group, *, by: User, role: str = "committee") -> Group:
    """Write down a group whose application came another way than by the form."""
    group.slug = group.slug or _free_slug(group.name)
    _move(group, GroupStatus.APPLIED)
    record(group, GroupAct.APPLIED, by=Actor.user(by, role))
    return group


def enter_many(groups: Collection[Group], *, affiliated: bool) -> list[Group]:
    """Write down unsaved groups at once: as affiliated from today, or for the committee to decide about each.

    No step is recorded of any of them: that is the import's, which may be undone. Call it in its transaction;
    raises IntegrityError where a name is taken.
    """
    today = localdate(clock.now())
    taken = _taken()
    for group in groups:
        group.slug = free_slug(group.name, taken, longest=LONGEST_SLUG, otherwise="group")
        taken.add(group.slug)
        _move(group, GroupStatus.APPLIED, save=False)
        if affiliated:
            group.affiliated_on = today
            _move(group, GroupStatus.AFFILIATED, before=GroupStatus.APPLIED, save=False)
    return Group.objects.bulk_create(groups)


@transaction.atomic
def propose(group: Group, *, by: User, words: str) -> Group:
    """The organiser's word for a group; the committee decides."""
    group = lock(group)
    allow(_why_not_organise(by, group) or rules.why_not_propose(group))
    record(group, GroupAct.PROPOSED, by=Actor.user(by, role="organiser"), words=words)
    return group


@transaction.atomic
def affiliate(group: Group, *, by: User, words: str = "") -> Group:
    """Count a group as affiliated from today; circulated contacts are asked whether it may have details."""
    group = lock(group)
    allow(rules.why_not_affiliate(group))
    group.affiliated_on, group.left_on = localdate(clock.now()), None
    _move(group, GroupStatus.AFFILIATED)
    record(group, GroupAct.AFFILIATED, by=Actor.user(by), words=words)
    outbox.post(*emails.affiliated(group))
    ask_about(group)
    lifecycle.invite_latecomers()
    return group


@transaction.atomic
def lapse(group: Group, *, by: User, words: str) -> Group:
    group = lock(group)
    allow(rules.why_not_lapse(group))
    return _end(group, GroupStatus.LAPSED, GroupAct.LAPSED, by=by, words=words)


@transaction.atomic
def leave(group: Group, *, by: User, words: str) -> Group:
    """The group left, or its application was withdrawn or turned down."""
    group = lock(group)
    allow(rules.why_not_leave(group))
    return _end(group, GroupStatus.LEFT, GroupAct.LEFT, by=by, words=words)


@transaction.atomic
def move(group: Group, *, by: User, to: Region, words: str) -> Group:
    """The committee puts a group into another region."""
    group = lock(group)
    allow(rules.why_not_move(group, to=to))
    return _change_region(group, by=Actor.user(by), user=by, to=to, words=words)


@transaction.atomic
def hand_over(group: Group, *, by: User, to: Region, words: str) -> Group:
    """The organiser of its region offers a group to another, whose organiser takes or refuses it.

    Whoever organises both moves it at once; where the other has no organiser, the committee answers.
    """
    group = lock(group)
    allow(_why_not_organise(by, group) or rules.why_not_hand_over(group, to=to))
    actor = Actor.user(by, role="organiser")
    if not appointments_rules.why_not_organise(by, to, now=clock.now()):
        return _change_region(group, by=actor, user=by, to=to, words=words)
    record(group, GroupAct.OFFERED, by=actor, words=words, from_region=group.region_id, to_region=to.pk)
    outbox.post(*emails.offered(group, to=to, words=words, by=by))
    return group


@transaction.atomic
def withdraw_offer(group: Group, *, by: User) -> Group:
    """The organiser of its region takes an offer away that nobody has answered."""
    group = lock(group)
    allow(_why_not_organise(by, group) or rules.why_not_withdraw_offer(group))
    record(group, GroupAct.UNOFFERED, by=Actor.user(by, role="organiser"))
    return group


@transaction.atomic
def take(group: Group, *, by: User) -> Group:
    """The other region takes a group that was offered to it."""
    group, offer = _lock_offer(group, by=by)
    return _change_region(group, by=_of_either(by, offer.to), user=by, to=offer.to, words=offer.words)


@transaction.atomic
def keep(group: Group, *, by: User, words: str) -> Group:
    """The other region does not take a group that was offered to it; it stays where it is."""
    group, offer = _lock_offer(group, by=by)
    record(group, GroupAct.KEPT, by=_of_either(by, offer.to), words=words, to_region=offer.to.pk)
    outbox.post(*emails.kept(group, to=offer.to, words=words))
    return group


def _lock_offer(group: Group, *, by: User) -> tuple[Group, Offer]:
    group = lock(group)
    allow(rules.why_not_settle(group, by=by, now=clock.now()))
    return group, cast(Offer, selectors.offer_of(group))


def _of_either(by: User, to: Region) -> Actor:
    organises = not appointments_rules.why_not_organise(by, to, now=clock.now())
    return Actor.user(by, role="organiser") if organises else Actor.user(by)


def _change_region(group: Group, *, by: Actor, user: User, to: Region, words: str) -> Group:
    """Into another region for good; the other organisers of both are told, and the group's contacts.

    Whoever has a list with them and does not organise there is asked to delete it.
    """
    before = group.region
    group.region, group.region_source = to, RegionSource.ORGANISER
    group.save()
    figures = {"from_region": before.pk, "to_region": to.pk}
    record(group, GroupAct.MOVED, by=by, words=words, **figures)
    told = emails.moved(group, before=before, words=words, by=user)
    outbox.post(*told, *emails.moved_told(group, before=before))
    ask_about(group)
    returns.ask_back_moved(group, by=by)
    lifecycle.group_moved(group, left=before)
    return group


@transaction.atomic
def verify(
    group: Group, *, by: User, seen: str, constituencies: Collection[Constituency] = (), **details: Any
) -> Group:
    """Keep a group's own details as right today; its region stays until it is moved.

    `seen` is the `state` of the group that whoever typed had before them.
    """
    group = lock(group)
    allow([] if group.state == seen else [OVERTAKEN])
    allow(_why_not_organise(by, group) or rules.why_not_verify(group))
    for name, value in details.items():
        setattr(group, name, value)
    group.verified_at = clock.now()
    group.save()
    group.constituencies.set(constituencies)
    record(group, GroupAct.VERIFIED, by=Actor.user(by, role="organiser"))
    return group


@transaction.atomic
def verify_each(groups: Iterable[Group], *, by: User) -> Sorted[Group]:
    """Keep the details of many groups as right today, as they are; answers for which, and why not."""
    locked = list(
        Group.objects.select_for_update(of=("self",), no_key=True)
        .select_related("region")
        .filter(pk__in=[group.pk for group in groups])
        .order_by("pk")
    )
    for group in {group.region_id: group for group in locked}.values():
        allow(_why_not_organise(by, group))
    sorted_out, now = contact_desk_rules.sort_out(locked, rules.why_not_verify), clock.now()
    for group in sorted_out.possible:
        group.verified_at = group.changed_at = now
    Group.objects.bulk_update(sorted_out.possible, ["verified_at", "changed_at"])
    fields = Actor.user(by, role="organiser").fields()
    GroupEvent.objects.bulk_create(
        GroupEvent(group=group, act=GroupAct.VERIFIED, at=now, **fields) for group in sorted_out.possible
    )
    return sorted_out


def delete_unconfirmed_groups() -> None:
    """Take away the applications that nobody confirmed while their links lived."""
    before = clock.now() - emails.UNCONFIRMED_KEPT
    for group in Group.objects.unconfirmed().filter(created_at__lt=before):
        with transaction.atomic():
            locked_group = lock(group)
            if rules.is_unconfirmed(locked_group):
                _delete_unconfirmed(locked_group)


def lock(group: Group) -> Group:
    """The group as it is now, locked to the end of the transaction.

    Its region is read afterwards: joined to it, a group that moved while this waited would not be found.
    """
    return Group.objects.select_for_update(no_key=True).get(pk=group.pk)


def record(group: Group, act: GroupAct, *, by: Actor, words: str = "", **figures: Any) -> GroupEvent:
    """Add a step: `figures` are keys and numbers; `words` go into a row that can be erased."""
    event = GroupEvent.objects.create(
        group=group, act=act, at=clock.now(), details=figures, public=False, **by.fields()
    )
    if words:
        GroupRemark.objects.create(event=event, words=words)
    return event


def _why_not_organise(user: User, group: Group) -> list[str]:
    return appointments_rules.why_not_organise(user, group.region, now=clock.now())


def _move(group: Group, status: GroupStatus, *, before: str | None = None, save: bool = True) -> None:
    """Set the standing along the graph and save; a new row begins it, unless `before` says where it is."""
    if before is None:
        before = group.status if group.pk else ""
    if status not in rules.MOVES[before]:
        raise NotAllowed([f"A group that is {group.get_status_display().lower()} cannot become that."])
    group.status = status
    if save:
        group.save()


def _end(group: Group, status: GroupStatus, act: GroupAct, *, by: User, words: str) -> Group:
    group.left_on = localdate(clock.now())
    _move(group, status)
    record(group, act, by=Actor.user(by), words=words)
    outbox.post(*emails.ended(group, words=words))
    return group


def _free_slug(name: str) -> str:
    return free_slug(name, _taken(), longest=LONGEST_SLUG, otherwise="group")


def _taken() -> set[str]:
    """The addresses of groups, and of the page on which one is added."""
    return {NEW, *Group.objects.values_list("slug", flat=True)}


def _delete_unconfirmed(group: Group) -> None:
    """Take a group away that never was one: nothing hangs on it but its unproved contact."""
    for contact in group.contacts.all():
        tokens.revoke(emails.APPLICATION_LINK, contact.pk)
        contact.delete()
    group.delete()
