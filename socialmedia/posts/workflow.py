"""A post from its first words to where it is now: written, checked, excused, handed over, posted, dropped."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from lla.accounts.models import User
from lla.accounts.people import person_behind
from lla.acts.actors import Actor
from lla.acts.refusals import OVERTAKEN, NotAllowed, allow
from lla.emails import outbox
from lla.time import clock

from ..channels.models import Channel
from ..consultations.models import Consultation
from ..consultations.workflow import open_consultation
from ..record.workflow import lock, record
from ..roster.selectors import Present
from ..sources import selectors as sources_selectors
from ..sources.models import Source
from . import emails, rules, selectors
from .choices import CheckKind, PostAct, PostKind, PostStatus, VariantStatus
from .models import Override, Post, PostCheck, Variant
from .selectors import Planned


@transaction.atomic
def save(post: Post, planned: Sequence[Planned], *, user: User, by: Actor, seen: str | None = None) -> Post:
    """Keep a new or changed post with its variants; a channel that is not among `planned` is taken off.

    `post` holds what was typed. `seen` is the `state` its writer opened, None when nobody else can have
    changed it. Words that change after a check send a post that was ready back to being a draft; fewer
    channels do not, for whoever checked it has read what is left.
    """
    if post.pk is None:
        return _begin(post, planned, user=user, by=by)
    locked = lock(post)
    allow(rules.why_not_edit(locked) or rules.why_not_kind(locked, post.kind))
    if seen is not None and seen != locked.state:
        raise NotAllowed([OVERTAKEN])
    before = selectors.reading_of(locked)
    for name in _typed():
        setattr(locked, name, getattr(post, name))
    locked.source = _source(locked)
    locked.save()
    _plan(locked, planned)
    after = selectors.reading_of(locked)
    if after == before or before.covers(after):
        record(locked, PostAct.REPLANNED, by=by)
        _carry_over(locked, before.digest, after.digest)
    else:
        record(locked, PostAct.REWRITTEN, by=by)
        if locked.status == PostStatus.READY:
            _move(locked, PostStatus.DRAFT)
    _settle(locked)
    return locked


@transaction.atomic
def ask(post: Post, *, by: Actor) -> Post:
    """Give a draft to the others to be checked."""
    post = lock(post)
    allow(rules.why_not_ask(post))
    _move(post, PostStatus.CHECKING)
    record(post, PostAct.ASKED, by=by)
    channels = post.variants.standing().values_list("channel", flat=True)
    people = selectors.people_to_check(channels, selectors.writers_of(post), now=clock.now())
    outbox.post(*emails.check_asked(post, people))
    return post


@transaction.atomic
def check(
    post: Post,
    *,
    agreed: bool,
    read: str,
    user: User,
    by: Actor,
    kind: str = CheckKind.PEER,
    note: str = "",
) -> PostCheck:
    """Say what one thinks of a post; `read` is the digest of the words that were on the page.

    With nothing else in the way a yes makes the post ready. A no gives it back to its author, also when
    it was ready already; whoever had agreed to it is told too.
    """
    post = lock(post)
    judged = selectors.judge(post, now=clock.now())
    allow((rules.why_not_check if agreed else rules.why_not_object)(post, user, kind, judged=judged))
    allow(rules.why_not_agree(agreed=agreed, note=note, read=read, judged=judged))
    given = PostCheck.objects.create(
        post=post, kind=kind, by=user, at=clock.now(), agreed=agreed, note=note, digest=read
    )
    record(post, PostAct.AGREED if agreed else PostAct.NOT_AGREED, by=by, kind=str(kind))
    if not agreed:
        _move(post, PostStatus.DRAFT)
        outbox.post(*emails.not_agreed(given, [check.by for check in judged.approvals]))
        return given
    if not rules.why_not_hand_over(post, selectors.judge(post, now=clock.now())):
        _ready(post, by=by)
    writers = [user for user in Present(now=clock.now()).team if user.pk in judged.facts.writers]
    outbox.post(*emails.post_checked(given, writers))
    return given


@transaction.atomic
def hand_over(post: Post, *, by: Actor) -> Post:
    """Say that a post may go out: nothing is in the way, or there is a reason for each thing that is."""
    post = lock(post)
    allow(rules.why_not_hand_over(post, selectors.judge(post, now=clock.now())))
    _ready(post, by=by)
    return post


@transaction.atomic
def override(
    post: Post, *, code: str, why: str, user: User, by: Actor, channel: Channel | None = None
) -> Override:
    """Go against one verdict; the reason names the version of the guidelines it goes against."""
    post = lock(post)
    judged = selectors.judge(post, now=clock.now())
    key = (code, channel.pk if channel else None)
    allow(rules.why_not_override(post, judged, key, user=user, why=why))
    given = Override.objects.create(
        post=post,
        code=code,
        channel=channel,
        why=why,
        digest=judged.digest,
        by=user,
        at=clock.now(),
        version=judged.version,
    )
    record(post, PostAct.EXCUSED, by=by, code=code, channel=key[1])
    return given


@transaction.atomic
def mark_posted(variant: Variant, *, link: str, user: User, by: Actor, read: str = "") -> Variant:
    """Say where a variant is, now that somebody has put it on its platform by hand; one of two wins.

    `read` is the mark of the words that were on the page from which they were copied.
    """
    variant = _hold(variant)
    judged = selectors.judge(variant.post, now=clock.now())
    allow(rules.why_not_mark(variant, judged, link=link, read=read))
    return _went_out(variant, PostAct.POSTED, link=link, user=user, by=by)


@transaction.atomic
def mark_posted_anyway(variant: Variant, *, link: str, user: User, by: Actor, read: str = "") -> Variant:
    """Say where a variant is that somebody had put on its platform before they read that it was stopped.

    Its author and whoever cancelled it are told, for they may want it deleted there.
    """
    variant = _hold(variant)
    allow(rules.why_not_record(variant) or rules.why_not_say_where(variant, link=link, read=read))
    cancelled = rules.cancellation(variant.post)
    people = {variant.post.author, person_behind(cancelled) if cancelled else None} - {user, None}
    before = selectors.reading_of(variant.post)
    _went_out(variant, PostAct.POSTED_ANYWAY, link=link, user=user, by=by)
    after = selectors.reading_of(variant.post)
    if before.covers(after):
        _carry_over(variant.post, before.digest, after.digest)
    outbox.post(*(emails.posted_anyway(variant, person) for person in people if person))
    return variant


def _hold(variant: Variant) -> Variant:
    """A variant as it is now, its post locked to the end of the transaction."""
    post = lock(variant.post)
    variant = post.variants.select_related("channel__platform", "posted_by").get(pk=variant.pk)
    variant.post = post
    return variant


def _went_out(variant: Variant, act: PostAct, *, link: str, user: User, by: Actor) -> Variant:
    variant.posted_at, variant.posted_by, variant.link = clock.now(), user, link
    _move(variant, VariantStatus.POSTED)
    record(variant.post, act, by=by, channel=variant.channel_id)
    _settle(variant.post)
    return variant


@transaction.atomic
def correct_link(variant: Variant, *, link: str, by: Actor) -> Variant:
    """Say where a variant really is; the address that was said before stays in the record."""
    post = lock(variant.post)
    variant = post.variants.select_related("channel__platform").get(pk=variant.pk)
    allow(rules.why_not_correct_link(variant, link=link))
    before, variant.link = variant.link, link
    variant.save(update_fields=["link", "changed_at"])
    record(post, PostAct.LINK_CORRECTED, by=by, channel=variant.channel_id, words=before)
    return variant


@transaction.atomic
def drop(post: Post, *, why: str = "", by: Actor) -> Post:
    """Give a post up: what went out stays on record, what was planned is dropped, its author is told."""
    post = lock(post)
    allow(rules.why_not_drop(post))
    before = selectors.digest_of(post)
    _drop_planned(post.variants.filter(status=VariantStatus.PLANNED))
    went_out = post.variants.filter(status=VariantStatus.POSTED).exists()
    _move(post, PostStatus.POSTED if went_out else PostStatus.DROPPED)
    record(post, PostAct.DROPPED, by=by, words=why, went_out=went_out)
    _carry_over(post, before, selectors.digest_of(post))
    if by.key != f"user:{post.author_id}":
        outbox.post(emails.post_dropped(post, why))
    return post


@transaction.atomic
def repost(post: Post, planned: Sequence[Planned], *, user: User, by: Actor) -> Post:
    """Begin a draft that brings something of ours again, with everything known of it."""
    post = lock(post)
    allow(rules.why_not_repost(post))
    again = Post(kind=PostKind.REPOST, original=post.original or post)
    for name in set(_typed()) - {"kind", "original"}:
        setattr(again, name, getattr(post, name))
    return _begin(again, planned, user=user, by=by)


@transaction.atomic
def consult(post: Post, *, question: str, user: User, by: Actor) -> Consultation:
    """Ask the team about a post; the words go along, and the answers count as a basis."""
    post = lock(post)
    allow(rules.why_not_consult(post))
    words = [f"{place.channel}:\n{place.words}" for place in selectors.places_of(post)]
    record(post, PostAct.CONSULTED, by=by)
    return open_consultation(
        question, background="\n\n".join(words)[:5_000], about=post, leave_out=[user], by=by, opened_by=user
    )


def _begin(post: Post, planned: Sequence[Planned], *, user: User, by: Actor) -> Post:
    allow(rules.why_not_kind(post, post.kind))
    post.author = user
    post.source = _source(post)
    post.save()
    _plan(post, planned)
    record(post, PostAct.DRAFTED, by=by)
    return post


def _typed() -> list[str]:
    """The fields that people fill in."""
    return [field.name for field in Post._meta.concrete_fields if field.editable and not field.primary_key]


def _source(post: Post) -> Source | None:
    """Whose it is that is shared, if its address says so; else what was chosen."""
    if post.kind != PostKind.SHARE or not post.shared_link:
        return post.source
    return sources_selectors.source_of(post.shared_link) or post.source


def _plan(post: Post, planned: Sequence[Planned]) -> None:
    """Bring the variants to what is planned; what has gone out stays as it is."""
    now = clock.now()
    standing = {variant.channel_id: variant for variant in post.variants.standing()}
    for wanted in planned:
        variant = standing.pop(wanted.channel.pk, None)
        if variant and variant.status == VariantStatus.POSTED:
            continue
        allow(rules.why_not_plan_on(wanted.channel, before=variant))
        if variant is None or variant.planned_at != wanted.planned_at:
            allow(
                rules.why_not_plan_at(wanted.planned_at, now=now)
                if wanted.planned_at
                else rules.why_not_leave_undated(post, wanted.channel)
            )
        variant = variant or Variant(post=post, channel=wanted.channel)
        if variant.planned_at != wanted.planned_at:
            variant.overdue_told_at = None
        variant.words, variant.planned_at = wanted.words, wanted.planned_at
        variant.save()
    _drop_planned(variant for variant in standing.values() if variant.status == VariantStatus.PLANNED)


def _carry_over(post: Post, before: str, after: str) -> None:
    """What was agreed to and excused in all its words counts for those that are left."""
    latest = [post.checks.filter(kind=kind, digest=before).first() for kind in CheckKind.values]
    agreed = [check.pk for check in latest if check and check.agreed]
    post.checks.filter(pk__in=agreed).update(digest=after)
    known = post.overrides.filter(digest=after).values_list("code", "channel")
    given = post.overrides.filter(digest=before)
    kept = [reason.pk for reason in given if (reason.code, reason.channel_id) not in set(known)]
    post.overrides.filter(pk__in=kept).update(digest=after)


def _drop_planned(variants: Iterable[Variant]) -> None:
    for variant in variants:
        _move(variant, VariantStatus.DROPPED)


def _settle(post: Post) -> None:
    """A post of which something went out, and nothing is planned any more, is posted."""
    statuses = set(post.variants.standing().values_list("status", flat=True))
    if statuses == {VariantStatus.POSTED} and post.status != PostStatus.POSTED:
        _move(post, PostStatus.POSTED)


def _ready(post: Post, *, by: Actor) -> None:
    _move(post, PostStatus.READY)
    record(post, PostAct.READY, by=by)


def _move(row: Post | Variant, status: str) -> None:
    """Set a status along its table."""
    moves = rules.MOVES if isinstance(row, Post) else rules.VARIANT_MOVES
    if status not in moves[row.status]:
        before = row.get_status_display().lower()
        raise NotAllowed([f"What is {before} cannot become {status}."])
    row.status = status
    row.save()
