"""The addresses of meetings, weekly figures and the coordinator's report."""

from django.urls import path

from ..views import figures, meetings

urlpatterns = [
    path("social/meetings/", meetings.meetings, name="meetings"),
    path("social/meetings/new/", meetings.new_meeting, name="new_meeting"),
    path("social/meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("social/meetings/<int:pk>/edit/", meetings.edit_meeting, name="edit_meeting"),
    path("social/figures/", figures.figures, name="figures"),
    path("social/figures/enter/", figures.enter_figures, name="enter_figures"),
]
