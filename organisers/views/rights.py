"""What opens the desk of a region: its appointment of today, a second factor, the undertaking accepted."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lla import clock
from lla.desk import DeskRequest
from lla.doors import View, declare, led_to, private, refused, sign_in_first, with_second_factor

from ..models import Region
from ..rules import groups as rules


def organiser_of_region(view: View) -> View:
    """Give the view the region of the address, for its organiser of today: `view(request, region, …)`."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, region: str, **asked: object) -> HttpResponse:
        found = get_object_or_404(Region, slug=region)
        if not request.user.is_authenticated:
            return sign_in_first(request)
        if reasons := rules.why_not_appointed(request.user, found, now=clock.now()):
            return refused(request, reasons)
        return for_organiser(request, found, *args, **asked)

    @with_second_factor
    def for_organiser(request: DeskRequest, found: Region, *args: object, **asked: object) -> HttpResponse:
        if rules.undertaking_to_accept(request.user, now=clock.now()):
            return led_to(request, reverse("organisers:undertaking"), "Accept the undertaking")
        return view(request, found, *args, **asked)

    return declare(private(answer), second_factor=True)
