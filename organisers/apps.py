"""How Django knows the organisers app."""

from django.apps import AppConfig


class OrganisersConfig(AppConfig):
    name = "organisers"
    verbose_name = "Organisers"
