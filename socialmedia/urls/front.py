"""The addresses everybody may open, and the team's board."""

from django.urls import path

from ..views import front

urlpatterns = [
    path("social/", front.social, name="social"),
    path("social/board/", front.board, name="board"),
]
