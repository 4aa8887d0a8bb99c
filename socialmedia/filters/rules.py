"""Which channel has which version of the filter list, and whether a new version may be made."""

from collections.abc import Sequence
from dataclasses import dataclass

from lla.words.functions import SortKey

from ..channels.choices import ChannelStatus
from ..channels.models import Channel
from ..guidelines.choices import Duty, Level
from ..guidelines.parameters import Parameters
from ..guidelines.verdicts import Verdict
from .matching import why_not_words
from .models import FilterInstalled, FilterList

FILTERS = "keyword_filters"
NOT_THERE = {Duty.LEFT_OPEN: Level.PASS, Duty.ENCOURAGED: Level.WARN, Duty.REQUIRED: Level.FAIL}


@dataclass(frozen=True, slots=True)
class Change:
    """What a version has that the one before had not, and the other way round."""

    added: list[str]
    removed: list[str]

    @property
    def words(self) -> str:
        """3 words added, 1 removed."""
        if not self.added and not self.removed:
            return "Nothing changed"
        counts = [(len(self.added), "added"), (len(self.removed), "removed")]
        first, *others = [(count, verb) for count, verb in counts if count]
        noun = "word" if first[0] == 1 else "words"
        return ", ".join([f"{first[0]} {noun} {first[1]}", *(f"{count} {verb}" for count, verb in others)])


@dataclass(frozen=True, slots=True)
class Drift:
    """What is in one channel's settings, and what the guidelines say of it."""

    channel: Channel
    installed: FilterInstalled | None
    verdict: Verdict


def change(before: FilterList | None, after: FilterList) -> Change:
    old, new = set(before.words if before else ()), set(after.words)
    return Change([word for word in after.words if word not in old], sorted(old - new, key=str.casefold))


def verdict(duty: Duty, *, installed: int | None, current: int | None, channel: int | None = None) -> Verdict:
    """What the guidelines say of a channel that has a version, or none, while another is current."""
    if current is None:
        sentence = "There is no filter list yet."
        return Verdict(FILTERS, NOT_THERE[duty], sentence, "Make the first version.", channel)
    if installed == current:
        sentence = f"Version {current} is in its settings."
        return Verdict(FILTERS, Level.PASS, sentence, channel=channel)
    sentence = f"No filter list is in its settings. Version {current} is current."
    if installed is not None:
        behind = "1 version" if current - installed == 1 else f"{current - installed} versions"
        sentence = f"Version {installed} is in its settings, {behind} behind version {current}."
    todo = f"Copy version {current} and paste it into the channel’s settings."
    return Verdict(FILTERS, NOT_THERE[duty], sentence, todo, channel)


def drifts(figures: Parameters) -> list[Drift]:
    """Every open channel with what is in its settings, those that need somebody first."""
    current = FilterList.objects.current()
    there = {row.channel_id: row for row in FilterInstalled.objects.in_place()}
    rows = []
    channels = Channel.objects.open().select_related("platform")
    for channel in channels.order_by("platform__order", SortKey("name")):
        installed = there.get(channel.pk)
        judged = verdict(
            figures.keyword_filters,
            installed=installed.version.number if installed else None,
            current=current.number if current else None,
            channel=channel.pk,
        )
        rows.append(Drift(channel, installed, judged))
    return sorted(rows, key=lambda row: row.verdict.level == Level.PASS)


def why_not_make(words: Sequence[str], *, current: FilterList | None, seen: int) -> list[str]:
    """Making a new version; `seen` is the number that was current when the writer began, 0 for none."""
    number = current.number if current else 0
    if number != seen:
        return [
            f"Version {number} was made while you wrote yours. Your words are still here. Compare "
            "them with the new version before you save."
        ]
    if reasons := why_not_words(list(words)):
        return reasons
    if current and list(words) == current.words:
        return [f"These are the same words as in version {number}."]
    return []


def why_not_install(channel: Channel, version: FilterList, *, installed: FilterInstalled | None) -> list[str]:
    """Saying that a version is in a channel's settings."""
    if channel.status not in {ChannelStatus.OPEN, ChannelStatus.SUSPENDED}:
        return [f"{channel} is {channel.get_status_display().lower()}."]
    if installed and installed.version_id == version.pk:
        return [f"{installed.by} has already recorded version {version.number} for {channel}."]
    return []
