"""A post's facts and its history in words, for those who read it."""

from django.urls import reverse

from lla.accounts.models import User
from lla.time.wording import short_day

from ...record.models import SocialEvent
from ..checks.facts import is_shared
from ..choices import PostAct, PostStatus
from ..models import Post

TONES = {
    PostStatus.DRAFT.value: "",
    PostStatus.CHECKING.value: "wait",
    PostStatus.READY.value: "good",
    PostStatus.POSTED.value: "good",
    PostStatus.DROPPED.value: "bad",
}
STEPS = dict(PostAct.choices)
SHOWN = 50


def history(post: Post) -> list[dict[str, str]]:
    """What happened to a post, the newest first, with the names of those who did it."""
    events = _once(list(SocialEvent.objects.of(post)[:SHOWN]))
    keys = {event.actor_key: event.actor_key.removeprefix("user:") for event in events}
    people = User.objects.in_bulk([int(key) for key in keys.values() if key.isdigit()])
    names = {key: str(people[int(pk)]) for key, pk in keys.items() if pk.isdigit() and int(pk) in people}
    return [
        event.told(STEPS.get(event.act, event.act), by=names.get(event.actor_key, ""), note=_note(event))
        for event in events
    ]


def _note(event: SocialEvent) -> str:
    match event.act:
        case PostAct.DROPPED:
            return event.words
        case PostAct.POSTED_ANYWAY:
            return "It was not to go out any more."
    return ""


def _once(events: list[SocialEvent]) -> list[SocialEvent]:
    """Without “Ready” where the approval just before it, by the same person, made the post ready."""
    older = [*events[1:], None]
    return [
        event
        for event, before in zip(events, older, strict=True)
        if event.act != PostAct.READY
        or before is None
        or (before.act, before.actor_key) != (PostAct.AGREED, event.actor_key)
    ]


def parts_said(post: Post) -> list[tuple[str, str, str]]:
    """What was said about a post: heading, words, and an address where there is one."""
    parts = []
    if post.original:
        parts.append(("Uses again", str(post.original), _address(post.original)))
    parts += [
        ("Used again", f"{again}, {again.get_status_display().lower()}", _address(again))
        for again in post.reposts.all()
    ]
    if post.starts_elsewhere:
        parts.append(("Why it starts elsewhere", post.starts_elsewhere, ""))
    if post.forum_kind:
        parts.append(("In the organising forum", post.get_forum_kind_display(), ""))
    if is_shared(post):
        parts += [
            ("Shares", post.shared_link or "not given yet", post.shared_link),
            ("Source", str(post.source or "not given yet"), ""),
            ("Read in full by", str(post.read_by or "nobody yet"), ""),
        ]
    return parts + _positions(post) + _claims_and_media(post)


def _address(post: Post) -> str:
    return reverse("socialmedia:post", args=[post.pk])


def _positions(post: Post) -> list[tuple[str, str, str]]:
    parts = []
    if post.official:
        basis = post.get_basis_display() if post.basis else "not named"
        words = f"{basis}: {post.basis_words}" if post.basis_words else basis
        words += f", {short_day(post.basis_on)}" if post.basis_on else ""
        if post.position:
            parts.append(("Position of ours", str(post.position), ""))
        parts.append(("Official position", words, post.basis_link))
    if post.controversial:
        judged = post.get_judgement_display() if post.judgement else "not judged yet"
        note = f"{judged}: {post.judgement_note}" if post.judgement_note else judged
        parts.append(("Controversial", note, ""))
    return parts


def _claims_and_media(post: Post) -> list[tuple[str, str, str]]:
    parts = []
    if post.accuses:
        parts.append(("Accuses", "somebody living", ""))
    if post.makes_claims or post.claim_sources:
        parts.append(("Sources of its claims", post.claim_sources or "none given", ""))
    if post.has_media:
        parts += [
            ("Rights to the picture or film", post.media_rights or "not recorded", ""),
            ("Description of the picture or film", post.alternative_text or "not described", ""),
        ]
    if post.paid:
        parts.append(("Paid, with the imprint", post.imprint or "missing", ""))
    return parts
