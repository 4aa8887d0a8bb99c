"""Whether a platform may be kept so, ended or used again, or the order of preference changed."""

import re
from collections.abc import Iterable, Sequence

from django.utils.text import get_text_list

from ..channels.models import NAME_TAKEN, Channel, Platform

CHARACTERS_AT_MOST = 70_000
BYTES_AT_MOST = 4 * CHARACTERS_AT_MOST
HASHTAGS_AT_MOST = 100
SITES_AT_MOST = 10
_SITE = re.compile(r"(?=.{4,60}$)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
SAY_WHY = "Name the decision, or say why. It is kept on record."
EACH_ONCE = "Give each platform one place."
SAME = "They are already in this order."


def wrong_with(platform: Platform) -> dict[str, str]:
    """What speaks against keeping a platform like this, by the field it is about."""
    others = Platform.objects.exclude(pk=platform.pk)
    wrong = {}
    if others.filter(name__iexact=platform.name).exists():
        wrong["name"] = NAME_TAKEN
    if platform.character_limit is not None and not 1 <= platform.character_limit <= CHARACTERS_AT_MOST:
        wrong["character_limit"] = f"Write a number from 1 to {CHARACTERS_AT_MOST:,}."
    if platform.byte_limit is not None and not 1 <= platform.byte_limit <= BYTES_AT_MOST:
        wrong["byte_limit"] = f"Write a number from 1 to {BYTES_AT_MOST:,}."
    if platform.hashtag_limit is not None and not 0 <= platform.hashtag_limit <= HASHTAGS_AT_MOST:
        wrong["hashtag_limit"] = f"Write a number from 0 to {HASHTAGS_AT_MOST}."
    if sentence := _wrong_with_sites(platform.hosts, others):
        wrong["hosts"] = sentence
    return wrong


def _wrong_with_sites(sites: Sequence[str], others: Iterable[Platform]) -> str:
    """Each one a site by itself, and of no other platform: by them it is known whose an address is."""
    if not sites:
        return "Enter at least one site, such as bsky.app."
    if len(sites) > SITES_AT_MOST:
        return f"Enter no more than {SITES_AT_MOST} sites."
    for site in sites:
        if not _SITE.fullmatch(site):
            return f"“{site[:60]}” is not a site. Enter only its name, such as bsky.app, without “https://”."
    for other in others:
        if taken := sorted({site for site in sites if _overlap(site, other.hosts)}):
            return f"{get_text_list(taken, 'and')} is a site of {other} already."
    return ""


def _overlap(site: str, hosts: Iterable[str]) -> bool:
    """Whether a site is one of these, or one lies below the other."""
    return any(site == host or site.endswith(f".{host}") or host.endswith(f".{site}") for host in hosts)


def why_not_keep(platform: Platform) -> list[str]:
    """Adding a platform, or changing what is known of it."""
    return list(wrong_with(platform).values())


def why_not_end(platform: Platform) -> list[str]:
    """Using a platform no longer; what was posted there stays on record."""
    if not platform.is_in_use:
        return [f"{platform} is no longer used."]
    if channels := list(Channel.objects.standing().on(platform)):
        names = get_text_list([str(channel) for channel in channels], "and")
        are = "is" if len(channels) == 1 else "are"
        return [f"{names} {are} on {platform}. Close what is there for good, or move it, first."]
    if not Platform.objects.in_use().exclude(pk=platform.pk).exists():
        return [f"{platform} is the only platform, and there has to be one."]
    return []


def why_not_resume(platform: Platform) -> list[str]:
    """Using a platform again."""
    return [f"{platform} is in use."] if platform.is_in_use else []


def why_not_prefer(order: Sequence[Platform], *, why: str) -> list[str]:
    """Letting the platforms stand in this order, the most preferred first."""
    standing = list(Platform.objects.in_use())
    reasons = [] if why.strip() else [SAY_WHY]
    if len(order) != len(standing) or set(order) != set(standing):
        reasons.append(EACH_ONCE)
    elif list(order) == standing:
        reasons.append(SAME)
    return reasons
