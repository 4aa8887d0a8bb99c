"""Whether an act on a post may happen now, and the sentences refusing it; an empty list means yes."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.utils.text import get_text_list
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.time.wording import moment_in_words

from ..channels.choices import ChannelStatus
from ..channels.models import Channel, Platform
from ..consultations.models import Consultation
from ..guidelines import selectors as guidelines_selectors
from ..guidelines.choices import Level
from ..guidelines.verdicts import Verdict
from ..record.models import SocialEvent
from ..record.selectors import in_words, last_step
from ..sources import rules as sources_rules
from ..sources import selectors as sources_selectors
from ..sources.addresses import place_of
from .checks.placement import before_original
from .choices import CheckKind, PostAct, PostKind, PostStatus, VariantStatus
from .models import Post, Variant
from .selectors import Judged

MOVES: Mapping[str, frozenset[str]] = {
    # What is still planned of a post that went out in part can be dropped: it is posted then.
    PostStatus.DRAFT: frozenset(
        {PostStatus.CHECKING, PostStatus.READY, PostStatus.POSTED, PostStatus.DROPPED}
    ),
    PostStatus.CHECKING: frozenset(
        {PostStatus.DRAFT, PostStatus.READY, PostStatus.POSTED, PostStatus.DROPPED}
    ),
    PostStatus.READY: frozenset({PostStatus.DRAFT, PostStatus.POSTED, PostStatus.DROPPED}),
    PostStatus.POSTED: frozenset(),
    # Words that were out already when their post was cancelled are recorded, too.
    PostStatus.DROPPED: frozenset({PostStatus.POSTED}),
}
VARIANT_MOVES: Mapping[str, frozenset[str]] = {
    VariantStatus.PLANNED: frozenset({VariantStatus.POSTED, VariantStatus.DROPPED}),
    VariantStatus.POSTED: frozenset(),
    VariantStatus.DROPPED: frozenset({VariantStatus.POSTED}),
}
FARTHEST = timedelta(days=731)
# Nobody gives a reason why their own post need not be read by somebody else.
READ_BY_ANOTHER = frozenset({"peer_checked", "second_reader"})
CHANGED = "The words have changed since you opened this page. Read the new words below before you answer."
DRAFT_AGAIN = "It was ready, but its words have changed. It is a draft again, and needs a new check."
OTHER_WORDS = (
    "The words have changed since you opened this page; the new ones are below. If you have posted the old "
    "ones, replace them there, and then mark it as posted."
)
NEVER_READY = "This post was never ready to publish, so nobody can have published it from here."
USUAL_WAY = "This post can still be published. Mark it as posted on its page."
OWN_POST = "You wrote some of these words, so you cannot check them. Ask somebody else."
CHANGE_OWN_POST = "You wrote some of these words. Change the post yourself."


def why_not_edit(post: Post) -> list[str]:
    if post.status == PostStatus.POSTED:
        return ["This post has been published. Use it again, and change the new one."]
    if post.status == PostStatus.DROPPED:
        return ["This post was cancelled. Write a new one."]
    return []


def why_not_dated(day: date, *, now: datetime) -> list[str]:
    """Resting a position on a statement of a day."""
    return ["That date is in the future. Give the date of the statement."] if day > localdate(now) else []


def why_not_plan_at(moment: datetime, *, now: datetime) -> list[str]:
    """Planning something for a moment: still to come, and not in a time nobody can plan for."""
    if moment <= now:
        return ["That time has passed. Choose a later one."]
    if moment - now > FARTHEST:
        return ["Choose a time within the next two years."]
    return []


def why_not_leave_undated(post: Post, channel: Channel) -> list[str]:
    """Writing for a channel without choosing yet when it goes out there."""
    if post.status == PostStatus.DRAFT:
        return []
    only = f"Only a draft can be without one, and this post is {_status(post)}."
    return [f"Choose the day for {channel}. {only}"]


def why_not_plan_on(channel: Channel, *, before: Variant | None) -> list[str]:
    """Writing something for a channel; what was planned before it closed can stay and be taken off."""
    if channel.status == ChannelStatus.CLOSED and before is None:
        return [f"{channel} was closed for good. Choose another channel."]
    return []


def why_not_ask(post: Post) -> list[str]:
    """Asking somebody else to check it."""
    if post.status != PostStatus.DRAFT:
        return [f"Only a draft can be sent for a check. This post is: {_status(post)}."]
    return _why_unfinished(post)


def why_not_check(post: Post, user: User, kind: str, *, judged: Judged) -> list[str]:
    """Saying what one thinks of a post that waits for it."""
    if post.status == PostStatus.READY and judged.approvals:
        agreed = judged.approvals[0]
        return [f"{agreed.by} agreed to this post on {moment_in_words(agreed.at)}, and it is ready."]
    if post.status != PostStatus.CHECKING:
        return [f"This post is not waiting for a check. It is: {_status(post)}."]
    if user.pk in judged.facts.writers:
        return [OWN_POST]
    if kind == CheckKind.SECOND_READER:
        if not post.accuses:
            return ["This post accuses nobody, so it needs no second reader."]
        if _has_said(post, user, CheckKind.PEER, judged):
            return ["You have checked this post, so somebody else has to be the second reader."]
    elif _has_said(post, user, CheckKind.SECOND_READER, judged):
        return ["You were the second reader of this post, so somebody else has to check it."]
    return []


def why_not_object(post: Post, user: User, kind: str, *, judged: Judged) -> list[str]:
    """Asking for changes: also to a post that somebody else has agreed to, until it is out everywhere."""
    if post.status != PostStatus.READY:
        return why_not_check(post, user, kind, judged=judged)
    return [CHANGE_OWN_POST] if user.pk in judged.facts.writers else []


def only_second_reader_is_missing(post: Post, user: User, *, judged: Judged) -> bool:
    """Whether somebody has checked a post, and this person could read it for the accusation in it."""
    peer = next((verdict for verdict in judged.verdicts if verdict.code == "peer_checked"), None)
    checked = peer is not None and peer.level == Level.PASS
    return checked and not why_not_check(post, user, CheckKind.SECOND_READER, judged=judged)


def why_not_agree(*, agreed: bool, note: str, read: str, judged: Judged) -> list[str]:
    """What somebody says counts for the very words they read; a no says why."""
    if read != judged.digest:
        return [CHANGED]
    if not agreed and not note.strip():
        return ["Say what should change. The author will read it."]
    return []


def why_not_hand_over(post: Post, judged: Judged) -> list[str]:
    """Saying that a post is ready to go out."""
    if post.status not in {PostStatus.DRAFT, PostStatus.CHECKING}:
        return [
            "Only a draft, or a post waiting for a check, can be marked as ready. This post is: "
            f"{_status(post)}."
        ]
    return _why_unfinished(post) or [in_the_way(verdict) for verdict in judged.unresolved]


def why_not_override(
    post: Post, judged: Judged, key: tuple[str, int | None], *, user: User, why: str
) -> list[str]:
    """Going against one verdict with a reason."""
    if reasons := why_not_edit(post):
        return reasons
    verdict = next((verdict for verdict in judged.verdicts if verdict.key == key), None)
    if verdict and verdict.level == Level.BLOCK:
        return [f"{verdict.sentence} {verdict.todo}"]
    if verdict is None or verdict.level != Level.FAIL:
        return ["The guidelines no longer object to this."]
    if verdict.code in READ_BY_ANOTHER and user.pk in judged.facts.writers:
        return ["You wrote some of these words, so somebody else has to say why they need no check."]
    if key in judged.reasons:
        return ["A reason for this has already been given."]
    return [] if why.strip() else ["Say why. Your reason goes into the coordinator’s report."]


def why_not_go_out(variant: Variant, judged: Judged) -> list[str]:
    """Putting one variant of a post on its platform, now."""
    if reasons := _posted_already(variant) or why_stopped(variant):
        return reasons
    ahead = [verdict for verdict in ahead_of(variant, judged) if verdict.level == Level.FAIL]
    return [in_the_way(verdict) for verdict in [*judged.unresolved_on(variant.channel_id), *ahead]]


def why_stopped(variant: Variant) -> list[str]:
    """Why it is not to go out, whatever its words are: somebody stopped it, or its channel."""
    post, channel = variant.post, variant.channel
    if post.status == PostStatus.DROPPED:
        return [_cancelled(post)]
    if variant.status == VariantStatus.DROPPED:
        if post.status == PostStatus.POSTED and cancellation(post):
            return [_cancelled(post)]
        return [f"It is no longer planned for {channel}."]
    if post.status != PostStatus.READY:
        return [f"Only a post that is ready can be published. This post is: {_status(post)}."]
    if channel.status != ChannelStatus.OPEN:
        return [f"{channel} is {channel.get_status_display().lower()}, so you cannot publish there now."]
    return []


def why_not_record(variant: Variant) -> list[str]:
    """Recording that something went out although it was stopped, by somebody who had copied it before."""
    if reasons := _posted_already(variant):
        return reasons
    if not why_stopped(variant):
        return [USUAL_WAY]
    if not was_ready(variant.post):
        return [NEVER_READY]
    if variant.status == VariantStatus.DROPPED:
        others = variant.post.variants.standing().filter(channel=variant.channel_id)
        if others.exists():
            return [f"Other words of this post are planned for {variant.channel} now. Mark those as posted."]
    return []


def was_ready(post: Post) -> bool:
    """Whether a post could be published for some time."""
    return SocialEvent.objects.of(post).filter(act=PostAct.READY).exists()


def _posted_already(variant: Variant) -> list[str]:
    if variant.status != VariantStatus.POSTED:
        return []
    return [f"{variant.posted_by} has already marked it as posted on {variant.channel}."]


def cancellation(post: Post) -> SocialEvent | None:
    return last_step(post, PostAct.DROPPED)


def _cancelled(post: Post) -> str:
    """Who cancelled a post, when and why."""
    event = cancellation(post)
    why = f" Reason: {event.words}" if event and event.words else ""
    did = "{who} cancelled this post on {when}."
    return in_words(event, did, otherwise="This post was cancelled.") + why


def ahead_of(variant: Variant, judged: Judged) -> list[Verdict]:
    """What the guidelines say where the page on which a post starts is still without it."""
    return before_original(judged.facts, variant.channel_id, guidelines_selectors.parameters(judged.version))


def mark_of(variant: Variant) -> str:
    """A mark of the words that somebody copies from a page."""
    return sha256(variant.words.encode()).hexdigest()


def why_not_mark(variant: Variant, judged: Judged, *, link: str, read: str = "") -> list[str]:
    """Saying where a variant is now that it went out, in the words that were on the page."""
    return why_not_go_out(variant, judged) or why_not_say_where(variant, link=link, read=read)


def why_not_say_where(variant: Variant, *, link: str, read: str) -> list[str]:
    """An address for other words than were on the page, or one that is no post's own."""
    return [OTHER_WORDS] if read not in {"", mark_of(variant)} else why_not_lie_at(variant, link=link)


def why_not_lie_at(variant: Variant, *, link: str) -> list[str]:
    """An address that is no post's own: on another site, of the platform itself or of our page there."""
    channel = variant.channel
    if reasons := sources_rules.why_not_on(link, platforms_of(channel)):
        return reasons
    if not place_of(link)[1] or place_of(link) == place_of(channel.address):
        return [
            f"This is the address of {channel} and not of the post. Open the post there, and copy its own."
        ]
    return []


def why_not_correct_link(variant: Variant, *, link: str) -> list[str]:
    """Saying that a variant is somewhere else than was said when it went out."""
    if variant.status != VariantStatus.POSTED:
        return ["It has not been posted yet."]
    return why_not_lie_at(variant, link=link)


def why_not_consult(post: Post) -> list[str]:
    """Asking the team about a post, which it is asked once at a time."""
    if reasons := why_not_edit(post):
        return reasons
    if asked := Consultation.objects.standing().filter(about=f"post:{post.pk}").first():
        return [
            f"The team is being asked already, until {moment_in_words(asked.closes_at)}: {asked.question}"
        ]
    return []


def why_not_drop(post: Post) -> list[str]:
    if cancellation(post):
        return [_cancelled(post)]
    if post.status in {PostStatus.POSTED, PostStatus.DROPPED}:
        return [f"This post is already {_status(post)}."]
    return []


def why_not_repost(post: Post) -> list[str]:
    """Bringing something of ours again."""
    if not post.variants.filter(status=VariantStatus.POSTED).exists():
        return ["Only published posts can be used again."]
    return []


def why_not_kind(post: Post, kind: str) -> list[str]:
    """A repost is made from what it repeats, and stays one."""
    if (kind == PostKind.REPOST) != (post.original_id is not None):
        return ["Open the post you want to use again, and press “Use this post again” there."]
    return []


def platforms_of(channel: Channel) -> list[Platform]:
    """The platforms that a channel's posts can be on."""
    return [channel.platform, *(channel.also_on.all() if channel.is_forum else ())]


def other_account(variant: Variant) -> str:
    """What is said where the address of a post shows another account than our page's own; no refusal.

    One account may have several addresses, with its name and with its number.
    """
    post, ours = (sources_selectors.key_of(link) for link in (variant.link, variant.channel.address))
    same_site = post.partition("/")[0] == ours.partition("/")[0]
    if variant.channel.is_forum or not post or not ours or post == ours or not same_site:
        return ""
    return f"Is it the right post? Its address is of {post}, and {variant.channel} is {ours}."


def in_the_way(verdict: Verdict) -> str:
    """A verdict as a reason: what is wrong and what to do."""
    return f"{verdict.sentence} {verdict.todo}".strip()


def _why_unfinished(post: Post) -> list[str]:
    """What keeps a draft from being read by others: no words at all, or no day for some of them."""
    standing = list(post.variants.standing().select_related("channel").order_by("pk"))
    if not standing:
        return ["Choose at least one channel, and write the words for it."]
    if undated := [str(variant.channel) for variant in standing if variant.planned_at is None]:
        where = get_text_list(undated, "and")
        return [f"It has no day yet for {where}. Choose when to publish it there first."]
    return []


def _has_said(post: Post, user: User, kind: str, judged: Judged) -> bool:
    """Whether somebody has given a check of this kind for the words as they stand."""
    return post.checks.filter(kind=kind, by=user, digest=judged.digest).exists()


def _status(post: Post) -> str:
    return post.get_status_display().lower()
