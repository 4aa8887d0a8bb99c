"""How Django knows the project's own half, and the desk in place of its plain admin."""

from datetime import time

from django.apps import AppConfig
from django.contrib.admin import apps as plain
from django.utils.dateformat import TimeFormat
from django.utils.module_loading import autodiscover_modules

from lla.pages import converters
from lla.time.wording import hour_in_words


class LlaConfig(AppConfig):
    name = "lla"
    verbose_name = "People and emails"
    default = True

    def ready(self) -> None:
        autodiscover_modules("tasks")
        converters.register()
        TimeFormat.P = _hour  # type: ignore[assignment]  # formats have no sign for "6.30 pm"


def _hour(written: TimeFormat) -> str:
    return hour_in_words(time(written.data.hour, written.data.minute))


class DeskConfig(plain.AdminConfig):
    default_site = "lla.desk.site.DeskSite"
    default = False
