"""The pages of our platforms: the list, adding and changing one, ending one, their order of preference."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from lla.accounts.act_pages import ActPages
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.actions import Action
from lla.forms.base import post_data, refusals_as_errors

from ..channel_lifecycle.views import WHO
from ..channels.choices import PlatformAct
from ..channels.models import Platform
from ..record.models import SocialEvent
from ..team.decorators import actor, asking, for_manager, for_readers, standing_of
from . import rules, workflow
from .forms import PlatformForm, PreferenceForm
from .presets import PRESETS

STEPS_SHOWN = 10


@require_safe
@for_readers
def platforms(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every platform with what posts on it are held against, in the order of preference."""
    every = list(Platform.objects.all())
    context = {
        "in_use": [(row, _asks(row)) for row in every if row.is_in_use],
        "ended": [row for row in every if not row.is_in_use],
        "standing": standing_of(request),
    }
    return render(request, "socialmedia/platforms/platforms.html", context)


def _asks(platform: Platform) -> list[str]:
    """What a platform asks of a post besides its length, in a few words each."""
    asks = []
    if platform.needs_media:
        asks.append("a picture or film")
    if not platform.links_open:
        asks.append("no links in the words")
    if not platform.takes_alternative_text:
        asks.append("pictures described in the words")
    if platform.hashtag_limit is not None:
        plural = "" if platform.hashtag_limit == 1 else "s"
        asks.append(f"{platform.hashtag_limit} hashtag{plural} at most")
    return asks


@asking
@for_manager
def new_platform(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A platform that we are not on yet; `?preset=bluesky` fills in what is known of a common one."""
    chosen = PRESETS.get(request.GET.get("preset", ""))
    initial = chosen.filled_in if chosen else {}
    form = PlatformForm(post_data(request), initial=initial)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            added = workflow.add(form.instance, by=actor(request))
            messages.success(request, f"{added} is added, as the least preferred platform.")
            return redirect("socialmedia:platforms")
    names = {name.casefold() for name in Platform.objects.values_list("name", flat=True)}
    presets = [(key, preset) for key, preset in PRESETS.items() if preset.name.casefold() not in names]
    context = {"form": form, "chosen": chosen, "presets": presets}
    return render(request, "socialmedia/platforms/new_platform.html", context)


@asking
@for_manager
def change_platform(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Platform, slug=slug)
    name, form = row.name, PlatformForm(post_data(request), instance=row)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            changed = workflow.change(form.instance, seen=form.instance.state, by=actor(request))
            messages.success(request, f"{changed} is changed. Every check uses the change from now on.")
            return redirect("socialmedia:platforms")
    context = {
        "form": form,
        "platform": row,
        "name": name,
        "why_not_end": rules.why_not_end(row),
        "steps": [_step(event) for event in SocialEvent.objects.of(row)[:STEPS_SHOWN]],
    }
    return render(request, "socialmedia/platforms/change_platform.html", context)


def _step(event: SocialEvent) -> dict[str, str]:
    """A step of one platform as its history shows it."""
    names = event.details.get("changed", [])
    labels = [str(PlatformForm.base_fields[name].label) for name in names if name in PlatformForm.base_fields]
    words = dict(PlatformAct.choices).get(event.act, event.act)
    return event.told(words, by=WHO.get(event.actor_role, ""), note="\n".join(labels))


ACTS = ActPages(
    find=lambda request, slug: get_object_or_404(Platform, slug=slug),
    facts=lambda request, platform: {"platform": platform},
    back=lambda request, platform: redirect("socialmedia:platforms"),
    opens=for_manager,
    template="socialmedia/platforms/end_platform.html",
    by=actor,
)
end_platform = ACTS.page(
    Action(
        label="Stop using it",
        explains="Nothing new can be planned there. What was posted stays on record, and you can use it "
        "again.",
        done="The platform is no longer used.",
        why_not=lambda platform, by: rules.why_not_end(platform),
        do=workflow.end,
    )
)
resume_platform = ACTS.page(
    Action(
        label="Use it again",
        explains="Channels can be planned on it again, at its place in the order of preference.",
        done="The platform is in use again.",
        why_not=lambda platform, by: rules.why_not_resume(platform),
        do=workflow.resume,
    )
)


@asking
@for_manager
def platform_order(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Where an original starts, which page is opened first and which is reduced first."""
    form = PreferenceForm(post_data(request))
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            workflow.prefer(form.order, why=form.cleaned_data["why"], by=actor(request))
            messages.success(request, "Order saved.")
            return redirect("socialmedia:channels")
    context = {"form": form, "steps": _orders()}
    return render(request, "socialmedia/platforms/platform_order.html", context)


def _orders() -> list[dict[str, str]]:
    """The orders that were chosen, the latest first."""
    names = {platform.slug: str(platform) for platform in Platform.objects.all()}
    chosen = SocialEvent.objects.filter(about=workflow.RECORDED).select_related("remark").order_by("-pk")
    return [
        event.told(
            ", ".join(names.get(slug, slug) for slug in event.details["order"]),
            by=WHO.get(event.actor_role, ""),
            note=event.words,
        )
        for event in chosen[:STEPS_SHOWN]
    ]
