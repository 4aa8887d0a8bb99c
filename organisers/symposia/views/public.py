"""What everybody may see of symposia: the coming ones, their papers and their calendar files; no persons."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lla.papers.blocks import Paper
from lla.papers.responses import file_response, paper_file
from lla.text.reading import prose
from lla.time import calendar_files, clock

from ... import quarters
from ...appointments.decorators import organiser_required
from ...regions.models import Region
from .. import calendars, papers, selectors
from ..choices import Stage
from ..models import Symposium
from .desk import get_symposium

IN_THE_FEED = timedelta(days=366)
PAST_SHOWN = 12


@require_safe
def symposia(request: HttpRequest, region: str) -> HttpResponse:
    """The region's coming symposia, and those that were held."""
    found = get_object_or_404(Region, slug=region)
    announced = found.symposia.select_related("venue")
    held = announced.filter(stage=Stage.HELD).order_by("-starts_at")
    context = {
        "region": found,
        "upcoming": [_line(symposium) for symposium in announced.upcoming(now=clock.now())],
        "held": [_line(symposium) for symposium in held[:PAST_SHOWN]],
        "subscribe_url": _subscribe(found),
    }
    return render(request, "organisers/symposia/symposia.html", context)


@require_safe
def symposium(request: HttpRequest, region: str, quarter: date) -> HttpResponse:
    """One symposium as everybody may see it."""
    found = _announced(region, quarter)
    published = selectors.published(found)
    context = {
        "region": found.region,
        "symposium": found,
        "quarter": quarters.in_words(quarter),
        "agenda": prose(found.agenda) if "agenda" in published else (),
        "notes": prose(found.notes) if "notes" in published else (),
        "points": found.action_points.all() if "notes" in published else (),
        "subscribe_url": _subscribe(found.region),
        "source": selectors.address_of(found),
    }
    return render(request, "organisers/symposia/symposium.html", context)


@require_safe
def symposium_file(request: HttpRequest, region: str, quarter: date, paper: str, suffix: str) -> HttpResponse:
    """The agenda or the notes, once published, as PDF or Word."""
    found = _announced(region, quarter)
    if paper not in selectors.published(found):
        raise Http404
    return paper_file(request, _paper(found, paper, public=True), f".{suffix}")


@require_safe
@organiser_required
def desk_symposium_file(
    request: HttpRequest, region: Region, quarter: date, paper: str, suffix: str
) -> HttpResponse:
    """The organiser's own copy, before publishing too; it says who does what."""
    return paper_file(request, _paper(get_symposium(region, quarter), paper, public=False), f".{suffix}")


@require_safe
@organiser_required
def symposium_sign_in(request: HttpRequest, region: Region, quarter: date, suffix: str) -> HttpResponse:
    """The sheet to sign in on, as PDF and Word, for the day itself."""
    return paper_file(request, papers.of_sign_in(_confirmed(region, quarter)), f".{suffix}")


@require_safe
@organiser_required
def symposium_badges(request: HttpRequest, region: Region, quarter: date) -> HttpResponse:
    """Badges to print, a sheet of A4 for eight of them."""
    symposium = _confirmed(region, quarter)
    return file_response(papers.draw_badges(symposium), f"{region.slug}-{quarter:%Y-%m}-badges.pdf")


def _confirmed(region: Region, quarter: date) -> Symposium:
    """A symposium that people come to."""
    found = get_symposium(region, quarter)
    if found.stage not in {Stage.CONFIRMED, Stage.HELD}:
        raise Http404
    return found


@require_safe
def symposium_calendar(request: HttpRequest, region: str, quarter: date) -> HttpResponse:
    announced = _announced(region, quarter)
    content = calendars.of_symposium(Symposium.objects.with_calendar_facts().get(pk=announced.pk))
    return file_response(content, f"{announced.region.slug}-{quarter:%Y-%m}.ics", save=False)


@require_safe
def calendar(request: HttpRequest, region: str) -> HttpResponse:
    """What calendar programs subscribe to."""
    found = get_object_or_404(Region, slug=region)
    recent = found.symposia.announced().filter(ends_at__gte=clock.now() - IN_THE_FEED)
    content = calendars.of_region(found, recent.with_calendar_facts())
    return file_response(content, f"{found.slug}-symposia.ics", save=False)


def _subscribe(region: Region) -> str:
    """What opens a calendar program and asks it to subscribe."""
    return calendar_files.subscription(reverse("organisers:calendar", args=[region.slug]))


def _announced(region: str, quarter: date) -> Symposium:
    """A symposium that has a time and a place; of the others nobody outside hears."""
    found = get_symposium(get_object_or_404(Region, slug=region), quarter)
    if found.stage not in {Stage.CONFIRMED, Stage.HELD, Stage.CANCELLED} or found.starts_at is None:
        raise Http404
    return found


def _line(symposium: Symposium) -> dict[str, Any]:
    return {"symposium": symposium, "quarter": quarters.in_words(symposium.quarter)}


def _paper(symposium: Symposium, paper: str, *, public: bool) -> Paper:
    if paper == "agenda":
        return papers.of_agenda(symposium)
    return papers.of_notes(symposium, symposium.action_points.all(), public=public)
