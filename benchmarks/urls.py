"""The addresses of the whole site, and beside them the bare page against which pages are measured."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from benchmarks.settings import BARE
from lla import urls
from lla.accounts.models import User

__all__ = ["handler400", "handler500", "urlpatterns"]

handler400, handler500 = urls.handler400, urls.handler500


def bare(request: HttpRequest) -> HttpResponse:
    """One query and base.html, through every middleware."""
    return render(request, "base.html", {"people": User.objects.filter(pk=0).exists()})


urlpatterns = [path(BARE[1:], bare, name="bare"), *urls.urlpatterns]
