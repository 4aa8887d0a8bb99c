"""The addresses of social media, one module for what belongs together."""

from django.urls.resolvers import URLPattern

from . import (
    channels,
    complaints,
    consultations,
    conversations,
    forums,
    front,
    guidelines,
    posts,
    reports,
    roster,
    team,
)

app_name = "socialmedia"
urlpatterns: list[URLPattern] = [
    *front.urlpatterns,
    *channels.urlpatterns,
    *complaints.urlpatterns,
    *consultations.urlpatterns,
    *conversations.urlpatterns,
    *forums.urlpatterns,
    *guidelines.urlpatterns,
    *posts.urlpatterns,
    *reports.urlpatterns,
    *roster.urlpatterns,
    *team.urlpatterns,
]
