"""What making a composite asks for: which motions."""

from typing import Any

from django import forms
from django.db.models import Case, Value, When

from ...composites import selectors as composites_selectors
from ...motion.models import Motion
from .. import selectors
from .base import DecisionForm


class MakeCompositeForm(DecisionForm):
    others = forms.ModelMultipleChoiceField(
        label="Which motions, besides this one?",
        help_text="Motions that say much the same come first.",
        queryset=Motion.objects.any_nature().none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose one or more motions.",
            "invalid_choice": "Choose motions on this page.",
            "invalid_pk_value": "Choose motions on this page.",
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        others: Any = self.fields["others"]
        near = [motion.pk for motion in selectors.near(self.motion)]
        likeness = Case(When(pk__in=near, then=Value(0)), default=Value(1))
        others.queryset = composites_selectors.may_join(self.motion).order_by(
            likeness, "item__order", "number", "pk"
        )
