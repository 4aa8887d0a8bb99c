"""What somebody may do with a row, described once: its words, its form, its rule, its act, and its page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lla.forms.base import Form, post_data, refusals_as_errors


def nothing_against(row: object, *, by: object) -> list[str]:
    """The rule of an action that is always possible for whoever may open its page."""
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One act as a person meets it, on a member's page, on a desk or in the admin.

    `why_not(row, by=…)` gives the sentences that refuse it now. `form(data, **options)` asks for what it
    needs, and `do(row, by=…, **form.cleaned_data)` does it or raises NotAllowed or TooMany. `label` heads the
    page and stands on the button unless `button` does; `done` is said afterwards. `final` marks what cannot
    be taken back.
    """

    label: str
    do: Callable[..., object]
    why_not: Callable[..., list[str]] = nothing_against
    form: Callable[..., forms.BaseForm] = Form
    name: str = ""
    explains: str = ""
    button: str = ""
    done: str = ""
    final: bool = False

    def worded(self, **words: str) -> Self:
        """The action with these words in the places that its own leave for them: "Withdraw the {noun}"."""
        own = {name: getattr(self, name).format(**words) for name in ("label", "explains", "button", "done")}
        return replace(self, **own)


def action_page(
    request: HttpRequest,
    action: Action,
    row: Any,
    *,
    by: object,
    template: str,
    back: Callable[[], HttpResponse],
    context: Mapping[str, Any] | None = None,
    only_show: bool = False,
    leads_back: bool = False,
    **options: Any,
) -> HttpResponse:
    """Show what an action asks for, do it once that is sent, and go `back`.

    Refused or badly filled in, the form comes back with every sentence and every word typed. `options` go to
    the form; `only_show` draws again what was sent and does nothing. What is refused before anything is sent
    is said on the page, or, where it `leads_back`, on the one that it leads back to. The template gets
    `action`, `form` and `reasons`: what refuses the action before anything is sent.
    """
    form = action.form(post_data(request), **options)
    if form.is_bound and not only_show and form.is_valid():
        with refusals_as_errors(form):
            action.do(row, by=by, **form.cleaned_data)
            if action.done:
                messages.success(request, action.done)
            return back()
    reasons = [] if form.is_bound else action.why_not(row, by=by)
    if reasons and leads_back:
        messages.info(request, " ".join(reasons))
        return back()
    return render(request, template, {**(context or {}), "action": action, "form": form, "reasons": reasons})
