"""The address of a decision, which may be given as the reference of a motion."""

import re
from typing import Any

from django.conf import settings
from django.urls import reverse

from lla.forms.address_fields import WebAddressField
from lla.words.cleaning import one_line

MOTION = re.compile(r"m[1-9]\d{0,17}", re.ASCII)
NO_DECISION_LINK = "Enter a whole address, such as https://example.org/motions/m42/, or a motion’s reference."


class DecisionLinkField(WebAddressField):
    """The address of a decision; the reference of a motion, such as m42, becomes its address."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=300, required=False, error_messages={"invalid": NO_DECISION_LINK}, **options
        )

    def to_python(self, value: Any) -> Any:
        self.bound(value)
        words = one_line(value).lower() if isinstance(value, str) else value
        if words and MOTION.fullmatch(words):
            return settings.ORGANISATION["url"] + reverse("motions:motion", args=[words])
        return super().to_python(value)
