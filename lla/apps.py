"""How Django knows the project's own half, and the desk in place of its plain admin."""

from django.apps import AppConfig
from django.contrib.admin import apps as plain
from django.utils.module_loading import autodiscover_modules


class LlaConfig(AppConfig):
    name = "lla"
    verbose_name = "People and emails"
    default = True

    def ready(self) -> None:
        autodiscover_modules("tasks", "subjects")


class DeskConfig(plain.AdminConfig):
    default_site = "lla.desk.Desk"
    default = False
