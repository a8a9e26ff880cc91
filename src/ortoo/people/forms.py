"""The form of a move."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from ortoo.pages.forms import Form
from ortoo.people.models import Region
from ortoo.people.queries import organizations_on
from ortoo.people.words import CLASSES, LEVELS


class MoveForm(Form):
    organization = forms.ChoiceField(label=gettext_lazy("Organization"))
    post = forms.CharField(label=gettext_lazy("Post"), max_length=120)
    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=tuple(LEVELS.items()))
    rank_class = forms.ChoiceField(
        label=gettext_lazy("Rank class"), choices=(("", "–"), *CLASSES.items()), required=False
    )
    region = forms.ChoiceField(label=gettext_lazy("Region"))
    on = forms.DateField(
        label=gettext_lazy("First day in the new post"),
        help_text=gettext_lazy("Later than the first day of the present post."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = organizations_on(timezone.localdate())
        choices = [(body.code, body.name.within(after=f" ({body.code})")) for body in bodies]
        self.fields["organization"].choices = choices  # type: ignore[attr-defined]
        regions = Region.objects.order_by("code")
        self.fields["region"].choices = [(region.code, region.name) for region in regions]  # type: ignore[attr-defined]
