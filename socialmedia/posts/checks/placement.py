"""Where and when: how many posts a day, whether it fits its platform, in which order, on what hour."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.text import get_text_list
from django.utils.timezone import localdate

from lla.time.wording import day_in_words, moment_in_words

from ...channels.choices import ChannelStatus, ForumPost
from ...guidelines.choices import Level
from ...guidelines.parameters import Parameters
from ...guidelines.verdicts import Verdict, judged
from ..character_count import count, hashtags, links, size
from ..choices import PostKind
from .facts import PostFacts, Surroundings, VariantFacts, is_shared

if TYPE_CHECKING:
    from ..models import Post

POSTS = "posts_a_day"


def posts_in_words(posts: int) -> str:
    return "1 post" if posts == 1 else f"{posts or 'No'} posts"


def aim_in_words(figures: Parameters) -> str:
    """ "2 to 3"; "2" when the aim is one figure."""
    least, most = figures.posts_aim_least, figures.posts_aim_most
    return f"{least}" if least == most else f"{least} to {most}"


def day_verdict(posts: int, figures: Parameters) -> Verdict:
    """How many posts a page has on one day, against the aim."""
    count_in_words, aim = posts_in_words(posts), aim_in_words(figures)
    more = f"Plan {figures.posts_aim_least - posts} more."
    fewer = f"Move {posts - figures.posts_aim_most} to another day."
    if posts < figures.posts_least:
        why = f"too little loses engagement. The fewest is {figures.posts_least} a day, the aim {aim}."
        return Verdict(POSTS, Level.FAIL, f"{count_in_words}: {why}", more)
    if posts > figures.posts_most:
        why = f"too much dilutes impact. The most is {figures.posts_most} a day, the aim {aim}."
        return Verdict(POSTS, Level.FAIL, f"{count_in_words}: {why}", fewer)
    if posts < figures.posts_aim_least:
        return Verdict(POSTS, Level.WARN, f"{count_in_words}: that is low. The aim is {aim} a day.", more)
    if posts > figures.posts_aim_most:
        why = f"that is high. The aim is {aim} a day, and {figures.posts_most} the most."
        return Verdict(POSTS, Level.WARN, f"{count_in_words}: {why}", fewer)
    return Verdict(POSTS, Level.PASS, f"{count_in_words}: the aim is {aim} a day.")


def crowding(variant: VariantFacts, shown: datetime, figures: Parameters) -> list[Verdict]:
    """What a post on a page makes of its day, at the time that London's clocks show when it goes out.

    Others may still come, so it is never too few.
    """
    if not variant.is_page:
        return []
    posts = variant.others_that_day + 1
    where = f"{variant.name}, {day_in_words(shown.date())}, with this one"
    if posts <= figures.posts_aim_most:
        sentence = f"{where}: {posts_in_words(posts)}. The aim is {aim_in_words(figures)} a day."
        return [Verdict(POSTS, Level.PASS, sentence, channel=variant.channel)]
    verdict, todo = day_verdict(posts, figures), "Choose another day for it."
    return [Verdict(POSTS, verdict.level, f"{where}: {verdict.sentence}", todo, variant.channel)]


def platform_limits(variant: VariantFacts, post: "Post", figures: Parameters) -> list[Verdict]:
    """Its length as the platform counts it, its hashtags, and a picture where there has to be one."""
    code, duty = "platform_limits", figures.platform_limits
    where, platform = variant.name, variant.platform
    words = _with_what_is_shared(variant, post)
    length, limit = count(words, variant.counting), variant.limit
    counts = f"{platform} counts them{'' if words == variant.words else ', with the shared link'}"
    if limit is not None and length > limit:
        wrong = f"{where}: {length:,} characters as {counts}, but the limit is {limit:,}."
        todo = f"Shorten it by {length - limit:,}."
        return judged(code, duty, wrong=wrong, todo=todo, channel=variant.channel)
    sized = size(words, variant.counting) if variant.byte_limit is not None else 0
    if variant.byte_limit is not None and sized > variant.byte_limit:
        wrong = f"{where}: {sized:,} bytes, but the limit on {platform} is {variant.byte_limit:,}."
        todo = f"Shorten it by {sized - variant.byte_limit:,} bytes: an emoji has 4 or more."
        return judged(code, duty, wrong=wrong, todo=todo, channel=variant.channel)
    if variant.needs_media and not post.has_media:
        wrong = f"{where}: posts on {platform} need a picture or film."
        return judged(
            code, duty, wrong=wrong, todo="Add one, or untick this channel.", channel=variant.channel
        )
    tags, most = hashtags(variant.words), variant.hashtag_limit
    if most is not None and tags > most:
        wrong = f"{where}: {tags} hashtags, but the limit on {platform} is {most}."
        return judged(code, duty, wrong=wrong, todo=f"Remove {tags - most}.", channel=variant.channel)
    of = f" of {limit:,}" if limit is not None else ""
    fine = f"{where}: {length:,}{of} characters as {counts}."
    return judged(code, duty, fine=fine, channel=variant.channel)


def _with_what_is_shared(variant: VariantFacts, post: "Post") -> str:
    """The words with the shared link on a line of its own, where people can follow it."""
    link = post.shared_link if is_shared(post) and variant.links_open else ""
    return variant.words if not link or link in variant.words else f"{variant.words}\n{link}"


def lost_on_platform(variant: VariantFacts, post: "Post") -> Iterator[Verdict]:
    """What readers would not get of it there: a link that cannot be followed, a description of a picture."""
    where, platform = variant.name, variant.platform
    if not variant.links_open and links(variant.words):
        wrong = f"{where}: nobody can follow a link in the words of a post on {platform}."
        todo = "Say where the link is, for example in our profile."
        yield Verdict("links_open", Level.WARN, wrong, todo, variant.channel)
    if not variant.takes_alternative_text and post.has_media:
        wrong = f"{where}: a picture or film on {platform} has no description of its own."
        todo = "Say in the words what it shows."
        yield Verdict("description_in_words", Level.WARN, wrong, todo, variant.channel)


def original_first(post: PostFacts, around: Surroundings, figures: Parameters) -> list[Verdict]:
    """Our own post begins on the preferred of our platforms, or there is a reason."""
    pages = [variant for variant in post.variants if variant.is_page]
    if post.row.kind != PostKind.ORIGINAL or not pages or not around.preferred:
        return []
    first = around.preferred
    fine = f"It starts on {first}, the preferred platform."
    if post.row.starts_elsewhere:
        fine = f"It does not start on {first}, the preferred platform, and the reason is given."
    wrong = ""
    if not post.row.starts_elsewhere and first not in {page.platform for page in pages}:
        wrong = f"It does not start on {first}, the preferred platform."
    todo = f"Write it for {first} first, or say why not."
    return judged("original_first", figures.original_first, fine=fine, wrong=wrong, todo=todo)


def variants_after_original(post: PostFacts, figures: Parameters) -> Iterator[Verdict]:
    """Nothing goes out before the page on the most preferred platform, unless it is said why."""
    code, duty = "variants_after_original", figures.variants_after_original
    timed = [variant for variant in post.variants if variant.planned_at is not None]
    pages = sorted((variant for variant in timed if variant.is_page), key=lambda one: one.order)
    if post.row.starts_elsewhere or not pages or len(timed) < 2:
        return
    original = pages[0]
    for variant in timed:
        if variant is original or variant.planned_at is None or original.planned_at is None:
            continue
        fine, wrong, todo = f"{variant.name}: it is planned with {original.name} or after it.", "", ""
        if variant.planned_at < original.planned_at:
            wrong = f"{variant.name}: it is planned before {original.name}, where it starts."
            todo = f"Choose {moment_in_words(original.planned_at)} or later."
        yield from judged(code, duty, fine=fine, wrong=wrong, todo=todo, channel=variant.channel)


def repeat_another_day(post: PostFacts, figures: Parameters) -> list[Verdict]:
    """What is used again does not come on a day on which it has already been, or will be."""
    if post.row.original_id is None:
        return []
    planned = [one.planned_at for one in post.variants if one.planned_at and not one.posted]
    twice = sorted({localdate(moment) for moment in planned} & post.used_on)
    days = get_text_list([day_in_words(day) for day in twice], "and")
    return judged(
        "repeat_another_day",
        figures.repeat_another_day,
        fine="It is used again on another day.",
        wrong=f"It has already been used, or is planned, on {days}." if twice else "",
        todo="Choose another day for it.",
    )


def before_original(post: PostFacts, channel: int, figures: Parameters) -> list[Verdict]:
    """What a variant that goes out now gets ahead of: the page where the post starts, if that can go out."""
    going = next((variant for variant in post.variants if variant.channel == channel), None)
    pages = [
        page for page in post.variants if page.is_page and (page.posted or page.status == ChannelStatus.OPEN)
    ]
    if post.row.starts_elsewhere or going is None or not pages:
        return []
    original = min(pages, key=lambda one: one.order)
    if original.posted or (going.is_page and going.order <= original.order):
        return []
    wrong = f"It has not been posted yet on {original.name}, where it starts."
    todo = f"Post it on {original.name} first, or say in the post why it starts elsewhere."
    duty = figures.variants_after_original
    return judged("variants_after_original", duty, wrong=wrong, todo=todo, channel=channel)


def organising_kind(variant: VariantFacts, post: "Post", figures: Parameters) -> list[Verdict]:
    """In an organising forum, whether it is one of the kinds of post that the forum is for."""
    if variant.allowed is None:
        return []
    for_what = ", ".join(ForumPost(kind).label.lower() for kind in variant.allowed) or "nothing yet"
    wrong = ""
    if not post.forum_kind:
        wrong = f"{variant.name}: nobody has said which kind of post it is. The forum is for: {for_what}."
    elif post.forum_kind not in variant.allowed:
        kind = ForumPost(post.forum_kind).label.lower()
        wrong = f"{variant.name}: it is for {for_what}, and not for {kind}."
    fine = f"{variant.name}: it is a kind of post that the forum is for."
    todo = "Choose a kind that it is for, or post it on a page or in a discussion forum."
    duty = figures.organising_kinds
    return judged("organising_kinds", duty, fine=fine, wrong=wrong, todo=todo, channel=variant.channel)


def channel_open(variant: VariantFacts) -> list[Verdict]:
    """A page or forum that is not open: its words stay, but they cannot go out."""
    if variant.posted or variant.status == ChannelStatus.OPEN:
        return []
    todo = "Wait until it opens again, or untick this channel."
    if variant.status == ChannelStatus.CLOSED:
        todo = "Untick this channel: it was closed for good."
    wrong = f"{variant.name} is {ChannelStatus(variant.status).label.lower()}: you cannot publish there now."
    return [Verdict("channel_open", Level.WARN, wrong, todo, variant.channel)]


def clear_hour(variant: VariantFacts, shown: datetime, *, now: datetime) -> list[Verdict]:
    """A planned hour that has passed."""
    if shown <= now:
        late = f"{variant.name}: it was planned for {moment_in_words(shown)}, and that has passed."
        return [Verdict("clear_hour", Level.WARN, late, "Post it, or choose another time.", variant.channel)]
    return []
