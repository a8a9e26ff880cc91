"""Officials: the list of all whom one may see, and one of them with all posts."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.basis import UNCONFIRMED
from ortoo.multilingual.dates import date_text
from ortoo.multilingual.texts import ORDER, TextIn, in_language, joined
from ortoo.pages.components import Act, Fact, NextStep
from ortoo.pages.lists import Choice, Column, ListPage, Search
from ortoo.people.access import can_change_register, check_may_see_officials
from ortoo.people.models import Appointment, Official, Organization, Region
from ortoo.people.queries import in_post, in_region, posts_of, with_post
from ortoo.people.rules.conventions import conventions
from ortoo.people.words import CLASSES, LEVELS, SEXES, marked_name, name_basis


def post_of(official: Any) -> Appointment | None:
    """The post of today, of an official of `with_post`."""
    return official.posts[0] if official.posts else None


def _of_post(read: Any) -> Any:
    def value(official: Any) -> object:
        post = post_of(official)
        return read(post) if post else ""

    return value


class OfficialList(ListPage):
    title = gettext_lazy("Officials")
    lead = gettext_lazy("Sorted by given name, then patronymic, in the order of the alphabet.")
    order = ("sort_key", "pk")
    file_name = "officials"
    basis_note = True
    columns = (
        Column(
            "name", gettext_lazy("Name"), lambda row: row.short_name, main=True, second=lambda row: row.number,
            link=lambda row: reverse("people:official", args=[row.number]), in_file=False,
        ),
        Column("number", gettext_lazy("Number"), lambda row: row.number, on_page=False),
        Column("patronymic", gettext_lazy("Patronymic"), lambda row: row.patronymic, on_page=False),
        Column("given_name", gettext_lazy("Given name"), lambda row: row.given_name, on_page=False),
        Column("latin", gettext_lazy("Name in Latin"), lambda row: f"{row.patronymic_latin} {row.given_name_latin}",
               on_page=False),
        Column("sex", gettext_lazy("Sex"), lambda row: SEXES[row.sex], on_page=False),
        Column("organization", gettext_lazy("Organization"), _of_post(lambda post: marked_name(post.organization)),
               export=_of_post(lambda post: post.organization.name)),
        Column("post", gettext_lazy("Post"), _of_post(lambda post: post.post)),
        Column("level", gettext_lazy("Level"), _of_post(lambda post: LEVELS.get(post.level, post.level))),
        Column("region", gettext_lazy("Region"), _of_post(lambda post: post.region.name)),
    )  # fmt: skip
    filters = (
        Search("q", gettext_lazy("Name or number"), keys=("search_key",)),
        Choice("organization", gettext_lazy("Organization"), options=lambda request: _organizations(),
               apply=lambda rows, code: in_post(rows, timezone.localdate(), organization__code=code)),
        Choice("region", gettext_lazy("Region"), options=lambda request: _regions(),
               apply=lambda rows, code: in_region(rows, timezone.localdate(), code)),
        Choice("level", gettext_lazy("Level"), options=tuple(LEVELS.items()),
               apply=lambda rows, level: in_post(rows, timezone.localdate(), level=level)),
        Choice("sex", gettext_lazy("Sex"), options=tuple(SEXES.items()), field="sex"),
    )  # fmt: skip

    def check(self) -> None:
        check_may_see_officials(self.request.grants)

    def rows(self) -> QuerySet[Official]:
        return with_post(Official.objects.visible_to(self.request.grants), timezone.localdate())

    def acts(self) -> list[Act]:
        if not can_change_register(self.request.grants):
            return []
        return [Act(gettext("Import a file"), reverse("jobs:import", args=["officials"]))]

    def empty(self) -> NextStep:
        if can_change_register(self.request.grants):
            return NextStep(
                gettext("No official is on the register yet. Import a file to begin."),
                gettext("Import a file"),
                reverse("jobs:import", args=["officials"]),
            )
        return NextStep(gettext("No official is on the register within your reach."))


def _organizations() -> list[tuple[str, str]]:
    return _codes_and_names(Organization)


def _regions() -> list[tuple[str, str]]:
    return _codes_and_names(Region)


def _codes_and_names(model: type[Organization] | type[Region]) -> list[tuple[str, str]]:
    rows = model.objects.order_by("code").values_list("code", *(f"name_{language}" for language in ORDER))
    return [(code, in_language(dict(zip(ORDER, names, strict=True)))) for code, *names in rows]


@login_required
@require_GET
def official(request: Request, number: str) -> HttpResponse:
    """One official: who, and all posts over time. One's own page is open to everybody."""
    grants = request.grants
    who = get_object_or_404(Official.objects.visible_to(grants).select_related("account"), number=number)
    posts = posts_of(who)[::-1]
    held = next((post for post in posts if _holds(post)), None)
    changes = can_change_register(grants)
    context = {
        "heading": who.full_name,
        "lead": _post_in_words(held) if held else gettext("Holds no post today."),
        "facts": _facts(who),
        "posts": [
            (
                post,
                name_basis(post.organization),
                CLASSES.get(post.rank_class, post.rank_class),
                LEVELS.get(post.level, post.level),
            )
            for post in posts
        ],
        "basis_note": any(name_basis(post.organization) in UNCONFIRMED for post in posts),
        "acts": _acts(who) if changes else [],
    }
    return render(request, "people/official.html", context)


def _holds(post: Appointment) -> bool:
    today = timezone.localdate()
    return post.valid_from <= today and (post.valid_to is None or today < post.valid_to)


def _post_in_words(post: Appointment) -> str:
    return joined((post.post, marked_name(post.organization)))


def _facts(who: Official) -> list[Fact]:
    written_in = conventions().language
    latin = TextIn(f"{who.patronymic_latin} {who.given_name_latin}", f"{written_in}-Latn")
    spelt = gettext("as in the passport") if who.latin_from_passport else gettext("spelt by the national standard")
    facts = [
        Fact(gettext("Number"), who.number),
        Fact(gettext("Name"), TextIn(f"{who.patronymic} {who.given_name}", written_in)),
        Fact(gettext("Name in Latin"), latin, spelt),
        Fact(gettext("Sex"), SEXES[who.sex]),
    ]
    if who.born_on:
        facts.append(Fact(gettext("Born on"), date_text(who.born_on, get_language() or "en")))
    if who.register_tail:
        kept = gettext("only the last two digits are kept")
        facts.append(Fact(gettext("Register number"), f"…{who.register_tail}", kept))
    if who.synthetic:
        facts.append(Fact(gettext("Example"), gettext("This person is invented.")))
    return facts


def _acts(who: Official) -> list[Act]:
    acts = [Act(gettext("Move to another post"), reverse("people:move", args=[who.number]))]
    if who.account and not who.account.has_usable_password():
        acts.append(Act(gettext("Set a first password"), reverse("people:first-password", args=[who.number])))
    if who.account:
        acts.append(Act(gettext("The account"), reverse("access:its-account", args=[who.account.pk])))
    return acts
