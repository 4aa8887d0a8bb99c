"""How Django knows the socialmedia app."""

from django.apps import AppConfig


class SocialMediaConfig(AppConfig):
    name = "socialmedia"
    verbose_name = "Social media"
