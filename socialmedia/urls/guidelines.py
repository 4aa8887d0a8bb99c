"""The addresses of the guidelines and their versions."""

from django.urls import path, re_path

from ..views import guidelines as views

urlpatterns = [
    path("social/guidelines/", views.guidelines, name="guidelines"),
    path("social/guidelines/new/", views.new_guidelines, name="new_guidelines"),
    path("social/guidelines/draft/", views.edit_guidelines, name="edit_guidelines"),
    path("social/guidelines/draft/discard/", views.discard_guidelines, name="discard_guidelines"),
    path("social/guidelines/draft/adopt/", views.adopt_guidelines, name="adopt_guidelines"),
    path("social/guidelines/<int:number>/", views.guideline_version, name="guideline_version"),
    re_path(
        r"^social/guidelines/(?P<number>\d{1,4})\.(?P<suffix>pdf|docx)$",
        views.guideline_file,
        name="guideline_file",
    ),
    path(
        "social/guidelines/<int:before>/to/<int:number>/", views.guideline_changes, name="guideline_changes"
    ),
]
