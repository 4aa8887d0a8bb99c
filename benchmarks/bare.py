"""The bare page, against which pages are measured: one query and base.html, through every middleware."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lla.accounts.models import User


def bare(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html", {"people": User.objects.filter(pk=0).exists()})
