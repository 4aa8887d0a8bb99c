"""The addresses of the guidelines and their versions."""

from django.urls import path

import lla.converters  # noqa: F401  it registers <paper:…>

from ..views import guidelines as views

urlpatterns = [
    path("social/guidelines/", views.guidelines, name="guidelines"),
    path("social/guidelines/new/", views.new_guidelines, name="new_guidelines"),
    path("social/guidelines/draft/", views.edit_guidelines, name="edit_guidelines"),
    path("social/guidelines/draft/discard/", views.discard_guidelines, name="discard_guidelines"),
    path("social/guidelines/draft/adopt/", views.adopt_guidelines, name="adopt_guidelines"),
    path("social/guidelines/<int:number>/", views.guideline_version, name="guideline_version"),
    path("social/guidelines/<int:number>.<paper:suffix>", views.guideline_file, name="guideline_file"),
    path(
        "social/guidelines/<int:before>/to/<int:number>/", views.guideline_changes, name="guideline_changes"
    ),
]
