"""The addresses of the roster, its swaps and the private calendars."""

from django.urls import path

from ..views import roster, swaps

urlpatterns = [
    path("social/roster/", roster.roster, name="roster"),
    path("social/roster/take/", roster.take_duty, name="take_duty"),
    path("social/roster/calendar/", roster.new_calendar, name="new_calendar"),
    path("social/roster/calendar/<key>.ics", roster.roster_feed, name="roster_feed"),
    path("social/roster/swaps/", swaps.swaps, name="swaps"),
    path("social/roster/swaps/<int:pk>/<act>/", swaps.answer_swap, name="answer_swap"),
    path("social/roster/duties/<int:pk>/swap/", swaps.ask_swap, name="ask_swap"),
    path("social/roster/<week>/", roster.roster_week, name="roster_week"),
    path("social/roster/<week>/edit/", roster.edit_roster, name="edit_roster"),
]
