"""Figures from a spreadsheet: the file, what its columns mean, each row's fate, and bringing them in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.base import post_data, refusals_as_errors
from lla.limits import rate_limits
from lla.time import clock

from ..team.decorators import actor, asking, for_team
from . import workflow
from .choices import Fate
from .columns import guess
from .forms import CarriedForm, ColumnsForm, UploadForm, carried, read_rows
from .matching import Row

SHOWN = 200
TONES = {Fate.NEW: "good", Fate.CORRECTS: "wait", Fate.SAME: "", Fate.LEFT_OUT: "bad"}


@asking
@for_team
def import_figures(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Nothing is kept between the steps: the page carries the table along."""
    if request.method == "POST" and "content" in request.POST:
        return _rehearsed(request)
    form = UploadForm(post_data(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            rate_limits.spend("import", str(request.user.pk))
            guessed = _guessed(form)
            return _shown(request, _carrying(form), guessed, ready=guessed.is_bound)
    return render(request, "socialmedia/figure_imports/import_figures.html", {"form": form})


def _guessed(form: UploadForm) -> ColumnsForm:
    """The columns as they are guessed, sent at once where that says enough."""
    about, table = form.cleaned_data["about"], form.table
    opened = ColumnsForm(table=table, columns=guess(table.head, about), about=about)
    chosen = {name: opened[name].value() for name in opened.fields}
    sent = ColumnsForm(chosen, table=table, columns=guess(table.head, about), about=about)
    return sent if sent.is_valid() else opened


def _carrying(form: UploadForm) -> CarriedForm:
    """What was typed, for the next step."""
    facts = form.cleaned_data
    channel = facts["channel"].pk if facts["channel"] else ""
    on = facts["on"].isoformat() if facts["on"] else ""
    carrying = CarriedForm(
        {"about": facts["about"], "channel": channel, "on": on, "content": carried(form.table)}
    )
    carrying.is_valid()
    return carrying


def _rehearsed(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The columns as they were said to mean, and on the button's word the figures brought in."""
    carrying = CarriedForm(request.POST)
    if not carrying.is_valid():
        form = UploadForm(initial={"about": request.POST.get("about", "")})
        messages.error(
            request, "The page no longer has the table. Choose the file again, or paste the table again."
        )
        return render(request, "socialmedia/figure_imports/import_figures.html", {"form": form})
    about = carrying.cleaned_data["about"]
    columns = ColumnsForm(
        request.POST, table=carrying.table, columns=guess(carrying.table.head, about), about=about
    )
    ready = columns.is_valid()
    if ready and "bring_in" in request.POST:
        with refusals_as_errors(columns):
            number = workflow.bring_in(
                about,
                _rows(carrying, columns),
                channel=carrying.cleaned_data["channel"],
                seen=request.POST.get("rehearsed", ""),
                user=request.user,
                by=actor(request),
            )
            messages.success(request, f"{number} row{'' if number == 1 else 's'} brought in.")
            return redirect("socialmedia:figures" if about == "weeks" else "socialmedia:posts")
    return _shown(request, carrying, columns, ready=ready)


def _rows(carrying: CarriedForm, columns: ColumnsForm) -> list[Row]:
    facts = carrying.cleaned_data
    on = facts["on"] or localdate(clock.now())
    return read_rows(carrying.table, columns.columns, facts["about"], on=on)


def _shown(
    request: AuthenticatedHttpRequest, carrying: CarriedForm, columns: ColumnsForm, *, ready: bool
) -> HttpResponse:
    """Each row's fate, once its columns say enough."""
    context = {"carrying": carrying, "form": columns, "left_out": carrying.table.left_out}
    if ready:
        facts = carrying.cleaned_data
        found = workflow.rehearsal(facts["about"], _rows(carrying, columns), channel=facts["channel"])
        context |= {
            "rehearsal": found,
            "rows": [(verdict, TONES[verdict.fate]) for verdict in found.verdicts[:SHOWN]],
            "more": max(0, len(found.verdicts) - SHOWN),
            "counts": [(fate.label, found.counts[fate]) for fate in Fate],
        }
    return render(request, "socialmedia/figure_imports/figures_rehearsed.html", context)
