"""What opens an organiser's pages: an appointment of today, a second factor, the undertaking accepted."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lla.accounts import decorators
from lla.accounts.decorators import View
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.time import clock

from ..regions.models import Region
from . import rules, selectors


def regions_required(
    why_not: Callable[..., list[str]], regions_of: Callable[..., list[Region]]
) -> Callable[[View], View]:
    """Give a view the regions in which this person may act: `view(request, yours, …)`.

    `why_not(user, now=…)` refuses in sentences, `regions_of(user, now=…)` are those regions.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **asked: object) -> HttpResponse:
            if not request.user.is_authenticated:
                return decorators.redirect_to_sign_in(request)
            reasons = why_not(request.user, now=clock.now())
            if reasons and reasons != [rules.NO_UNDERTAKING]:
                return decorators.refused(request, reasons)
            return with_second_factor(request, *args, **asked)

        @decorators.second_factor_required
        def with_second_factor(
            request: AuthenticatedHttpRequest, *args: object, **asked: object
        ) -> HttpResponse:
            yours = regions_of(request.user, now=clock.now())
            if not yours:
                undertaking = reverse("organisers:undertaking")
                return decorators.redirect_and_return(request, undertaking, "Accept the undertaking")
            return view(request, yours, *args, **asked)

        return decorators.declare(decorators.private_page(answer), second_factor=True)

    return decorate


def organiser_required(view: View) -> View:
    """Give the view the region of the address, for its organiser of today: `view(request, region, …)`.

    It takes GET, HEAD and POST; a view that takes fewer says so itself.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, region: str, **asked: object) -> HttpResponse:
        found = get_object_or_404(Region, slug=region)
        if not request.user.is_authenticated:
            return decorators.redirect_to_sign_in(request)
        if reasons := rules.why_not_appointed(request.user, found, now=clock.now()):
            return decorators.refused(request, reasons)
        return for_organiser(request, found, *args, **asked)

    @decorators.second_factor_required
    def for_organiser(
        request: AuthenticatedHttpRequest, found: Region, *args: object, **asked: object
    ) -> HttpResponse:
        if selectors.undertaking_to_accept(request.user, now=clock.now()):
            undertaking = reverse("organisers:undertaking")
            return decorators.redirect_and_return(request, undertaking, "Accept the undertaking")
        return view(request, found, *args, **asked)

    return decorators.declare(decorators.private_page(answer), second_factor=True)
