"""The addresses of consultations."""

from django.urls import path

from ..views import consultations as views

urlpatterns = [
    path("social/consultations/", views.consultations, name="consultations"),
    path("social/consultations/new/", views.new_consultation, name="new_consultation"),
    path("social/consultations/<int:pk>/", views.consultation, name="consultation"),
    path("social/consultations/<int:pk>/answer/", views.answer_consultation, name="answer_consultation"),
    path("social/consultations/<int:pk>/close/", views.close_consultation, name="close_consultation"),
]
