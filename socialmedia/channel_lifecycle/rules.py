"""Whether a channel may be kept so, opened, suspended or closed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from lla import decisions

from ..channels.choices import Basis, ChannelKind, ChannelStatus
from ..channels.models import Channel, ChannelQuerySet, Platform
from ..guidelines.selectors import parameters_in_force
from ..guidelines.verdicts import DecisionFacts, not_carried
from ..posts.models import Variant, VariantQuerySet
from ..sources import rules as sources_rules
from ..staffing.checks import Answer, Line, check
from ..staffing.outlook import to_reduce
from ..staffing.rules import out_of_order
from ..staffing.selectors import place_of, skipped, team_in
from ..staffing.workforce import Place

MOVES: Mapping[str, frozenset[str]] = {
    "": frozenset({ChannelStatus.PLANNED}),
    ChannelStatus.PLANNED: frozenset({ChannelStatus.OPEN, ChannelStatus.CLOSED}),
    ChannelStatus.OPEN: frozenset({ChannelStatus.SUSPENDED, ChannelStatus.CLOSED}),
    ChannelStatus.SUSPENDED: frozenset({ChannelStatus.OPEN, ChannelStatus.CLOSED}),
    ChannelStatus.CLOSED: frozenset(),
}
MEMBERS_AT_MOST = 100_000_000
EXTRA_AT_MOST = 50
# The platform, by its slug, on which the organising forum stays until the leadership decides otherwise.
HOME = "facebook"
DECIDED_BY = (Basis.CONFERENCE, Basis.STATEMENT)
SAY_WHY = "Say why. Your reason is kept on record, and the people who work on the channel read it."


def wrong_with(channel: Channel, *, also_on: Collection[Platform], today: date) -> dict[str, str]:
    """What speaks against keeping a channel like this, by the field it is about."""
    others = Channel.objects.standing().exclude(pk=channel.pk)
    wrong = {}
    if ended := _ended(channel, also_on):
        wrong["platform"] = f"The team no longer uses {ended}. Choose another platform."
    if others.filter(name__iexact=channel.name).exists():
        wrong["name"] = "There is already a channel of this name."
    if not 0 <= channel.members <= MEMBERS_AT_MOST:
        wrong["members"] = f"Write a number from 0 to {MEMBERS_AT_MOST:,}."
    if not 0 <= channel.extra_seats <= EXTRA_AT_MOST:
        wrong["extra_seats"] = f"Write a number from 0 to {EXTRA_AT_MOST}."
    if channel.kind == ChannelKind.PAGE:
        wrong |= _wrong_with_page(channel, also_on)
    elif channel.kind == ChannelKind.ORGANISING:
        wrong |= _wrong_with_organising(channel, today)
    if "platform" not in wrong and (reasons := _why_not_at(channel, also_on)):
        wrong["address"] = reasons[0]
    return wrong


def _why_not_at(channel: Channel, also_on: Collection[Platform]) -> list[str]:
    """An address that is not on its platform; one that it has had stays."""
    known = Channel.objects.filter(pk=channel.pk, address=channel.address)
    if not channel.address or known.exists():
        return []
    return sources_rules.why_not_on(channel.address, [channel.platform, *also_on])


def _ended(channel: Channel, also_on: Collection[Platform]) -> Platform | None:
    """A platform that is no longer used, if it would be on one; where a channel is already it can stay."""
    kept = Channel.objects.filter(pk=channel.pk).with_platforms().first() if channel.pk else None
    already = {kept.platform, *kept.also_on.all()} if kept else set()
    chosen = [row.pk for row in {channel.platform, *also_on} - already]
    return Platform.objects.ended().filter(pk__in=chosen).first() if chosen else None


def _wrong_with_page(page: Channel, also_on: Collection[Platform]) -> dict[str, str]:
    if also_on:
        return {"also_on": "A public page is on one platform. Plan a page for each platform."}
    others = Channel.objects.standing().pages().exclude(pk=page.pk)
    if other := others.filter(platform=page.platform_id).first():
        return {"platform": f"There is already a public page on {page.platform}: {other}."}
    kept = Channel.objects.filter(pk=page.pk).exclude(status=ChannelStatus.PLANNED).first()
    if kept and kept.platform_id != page.platform_id:
        return {
            "platform": "You cannot move a page that was opened to another platform. Plan another "
            "page instead."
        }
    return {}


def _wrong_with_organising(forum: Channel, today: date) -> dict[str, str]:
    wrong = {}
    home = Platform.objects.filter(slug=HOME).first()
    if home and forum.platform_id != home.pk and not forum.decided_by:
        wrong["decided_by"] = (
            f"An organising forum has to be on {home} unless the leadership decides otherwise. "
            f"Say who decided that, or choose {home}."
        )
    if forum.decided_by:
        wrong |= _wrong_with_decision(forum, today)
    if not forum.allowed_posts:
        wrong["allowed_posts"] = "Choose at least one."
    return wrong


def _wrong_with_decision(forum: Channel, today: date) -> dict[str, str]:
    """A decision is on record when it is said which it was, of which day, and where to look it up."""
    wrong = {}
    if forum.decided_by not in DECIDED_BY:
        wrong["decided_by"] = "Only conference or the leadership can decide that."
    if not forum.decision.strip():
        wrong["decision"] = "Say which decision it was, and where it is recorded."
    if forum.decided_on is None:
        wrong["decided_on"] = "Enter the day it was decided."
    elif forum.decided_on > today:
        wrong["decided_on"] = "That date is in the future. Enter the day it was decided."
    if forum.decided_by == Basis.CONFERENCE:
        motion = decisions.find(forum.decision_link)
        sentence, todo = not_carried(DecisionFacts(motion.name, motion.carried) if motion else None)
        if sentence:
            wrong["decision_link"] = f"{sentence} {todo}"
    return wrong


def why_not_keep(channel: Channel, *, also_on: Collection[Platform], today: date) -> list[str]:
    """Making a channel, or changing what is known of it."""
    kept = Channel.objects.filter(pk=channel.pk).first()
    if kept and (reasons := why_not_touch(kept)):
        return reasons
    return list(wrong_with(channel, also_on=also_on, today=today).values())


def why_not_touch(channel: Channel) -> list[str]:
    """Changing anything about a channel."""
    return [f"{channel} is closed for good."] if channel.status == ChannelStatus.CLOSED else []


def why_not_look_through(channel: Channel, in_use: Collection[str]) -> list[str]:
    """Noting which functions it uses."""
    unknown = set(in_use) - set(channel.can_use)
    return ["Choose from the functions on the list."] if unknown else why_not_touch(channel)


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening a channel would mean today: the checks as they are and as they would be.

    `skipped` are preferred platforms without an open page; `reduce` is what would make room, the least
    preferred first.
    """

    channel: Channel
    before: Answer
    after: Answer
    skipped: tuple[Platform, ...]
    reduce: tuple[Place, ...]

    @property
    def line(self) -> Line:
        return next(line for line in self.after.lines if line.place.key == self.channel.pk)

    @property
    def short(self) -> bool:
        """A page needs every check to pass; a forum its own people, and that it breaks nothing."""
        if self.after.passes:
            return False
        return not self.channel.is_forum or bool(self.line.missing) or self.before.passes

    @property
    def advice(self) -> str:
        """What would make room for it, where the team is short."""
        if not self.reduce:
            return "Find somebody first. Suspending pages would not free enough people."
        if self.channel.pk in {page.key for page in self.reduce}:
            return "Keep it closed until you find somebody. There is no less preferred page to suspend."
        names = " and ".join(page.name for page in self.reduce)
        were = "was" if len(self.reduce) == 1 else "were"
        return f"It could open if {names} {were} suspended and the people who work there helped elsewhere."

    def why_not(self, *, why: str, again: bool = False) -> list[str]:
        """Opening a planned channel, or `again` a suspended one; against the preference it needs a reason."""
        if reasons := why_not_touch(self.channel):
            return reasons
        if self.channel.status != (ChannelStatus.SUSPENDED if again else ChannelStatus.PLANNED):
            return [f"{self.channel} is {self.channel.get_status_display().lower()}."]
        reasons = []
        if not self.channel.is_forum and not self.channel.address:
            reasons.append("Enter the address of the page first.")
        if self.short:
            people = "person" if self.after.needs == 1 else "people"
            reasons += self.after.reasons
            reasons.append(f"With {self.channel} open the team needs {self.after.needs} more {people}.")
        if self.skipped and not why.strip():
            reasons += [
                *out_of_order(self.channel.platform, self.skipped),
                "Say why you are opening it anyway.",
            ]
        return reasons


def opening(channel: Channel, *, now: datetime) -> Opening:
    """What opening it would mean for today's team by the figures in force."""
    today, figures = localdate(now), parameters_in_force()
    team = team_in(today, today)
    opened = team if channel.is_open else team.opening(place_of(channel))
    after = check(opened, today, figures)
    return Opening(
        channel,
        check(team, today, figures),
        after,
        () if channel.is_forum else skipped(channel.platform, team),
        () if after.passes else tuple(to_reduce(opened, today, figures)),
    )


def why_not_suspend(channel: Channel, *, why: str) -> list[str]:
    """Leaving an open channel alone for a while."""
    if reasons := _why_not_leave(channel, ChannelStatus.SUSPENDED, "suspended"):
        return reasons
    return [] if why.strip() else [SAY_WHY]


def why_not_close(channel: Channel, *, why: str) -> list[str]:
    """Giving a channel up for good."""
    if reasons := _why_not_leave(channel, ChannelStatus.CLOSED, "closed"):
        return reasons
    return [] if why.strip() else [SAY_WHY]


def _why_not_leave(channel: Channel, status: ChannelStatus, words: str) -> list[str]:
    if status not in MOVES[channel.status]:
        return [f"{channel} cannot be {words}: it is {channel.get_status_display().lower()}."]
    others = Channel.objects.open().organising().exclude(pk=channel.pk)
    if channel.kind == ChannelKind.ORGANISING and channel.is_open and not others.exists():
        return [f"{channel} is the only open organising forum, and there has to be one."]
    return _why_not_leave_home(channel, others)


def _why_not_leave_home(channel: Channel, others: ChannelQuerySet) -> list[str]:
    """Leaving the last organising forum on its platform, which is for the leadership to decide."""
    at_home = channel.platform.slug == HOME and channel.kind == ChannelKind.ORGANISING and channel.is_open
    if not at_home or channel.decided_by or others.filter(platform__slug=HOME).exists():
        return []
    home = channel.platform
    return [
        f"{channel} is the last organising forum on {home}, so it cannot leave unless the leadership decides "
        "so. First record that decision in its details: who decided, when, and where it is recorded."
    ]


def planned_on(channel: Channel) -> VariantQuerySet:
    """What is still to go out on a channel; it stays planned when the channel is suspended or closed."""
    return Variant.objects.planned().filter(channel=channel).select_related("post__author")
