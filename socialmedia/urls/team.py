"""The addresses of the team's roles and leave."""

from django.urls import path

from ..views import leave, team

urlpatterns = [
    path("social/team/", team.team, name="team"),
    path("social/team/appoint/", team.appoint, name="appoint"),
    path("social/team/roles/<int:pk>/", team.appointment, name="appointment"),
    path("social/team/roles/<int:pk>/end/", team.end_appointment, name="end_appointment"),
    path("social/team/leave/", leave.leave, name="leave"),
    path("social/team/leave/<int:pk>/back/", leave.come_back, name="come_back"),
]
