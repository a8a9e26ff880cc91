"""Every measure, and one measure: what binds its end, who waits for whom, who has which part."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.actions.access import bodies_of, can_plan, can_read_papers
from ortoo.actions.models import Measure, MeasureRole
from ortoo.actions.offers import acts_for, may_plan_in
from ortoo.actions.paper import keys, measure_paper
from ortoo.actions.queries.bodies import lead_of
from ortoo.actions.queries.measures import (
    indicators_of,
    kept_of,
    late_of,
    lessons_of,
    measure_with_code,
    measures_for,
    with_commitments,
)
from ortoo.actions.queries.plans import plan_of
from ortoo.actions.rules.plan_file import plan_as_json
from ortoo.actions.showing import Row, Shown, shown
from ortoo.actions.story import drawing, finding, what_waits, who_has_to_act
from ortoo.actions.words import DOING, PARTS, amount, day_count, days, long, percent
from ortoo.documents.sending import beginning_of, paper_file
from ortoo.lessons.access import can_see_lessons
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.sorting import by_name
from ortoo.multilingual.texts import in_language
from ortoo.pages.components import Act, NextStep, Tag
from ortoo.pages.lacking import TextsList, languages_missing
from ortoo.pages.lists import Choice, Column, Search
from ortoo.people.heirs import bodies_on
from ortoo.people.words import marked_name, name_basis


def address(measure: Measure) -> str:
    return reverse("actions:measure", args=[measure.code])


def lead_text(measure: Measure) -> str:
    return marked_name(lead_of(measure.roles.all(), timezone.localdate()).organization)  # type: ignore[arg-type]


def kept_text(measure: Measure) -> str:
    kept, counted = kept_of(measure, timezone.localdate())
    language = get_language() or "en"
    return gettext("%(kept)s of %(due)s kept") % {"kept": whole(kept, language), "due": whole(counted, language)}


def state_tag(measure: Measure) -> Tag:
    today = timezone.localdate()
    late = late_of(measure, today)
    if late:
        said = ngettext("%(count)s late", "%(count)s late", late)
        return Tag("late", said % {"count": whole(late, get_language() or "en")})
    if today < measure.begins:
        return Tag("none", gettext_lazy("Not begun"))
    if today > measure.ends:
        return Tag("done", gettext_lazy("Over"), quiet=True)
    return Tag("half", gettext_lazy("Under way"), quiet=True)


def by_part(rows: QuerySet[Measure], code: str) -> QuerySet[Measure]:
    return rows.filter(roles__organization__code=code, roles__valid_to=None).distinct()


def part_options(request: HttpRequest) -> list[tuple[str, str]]:
    rows = MeasureRole.objects.filter(valid_to=None).select_related("organization")
    return sorted({(row.organization.code, row.organization.name) for row in rows}, key=lambda one: by_name(one[1]))


class MeasureList(TextsList):
    """Every measure, by its code; open to everybody."""

    title = gettext_lazy("Measures")
    lead = gettext_lazy("What several bodies do together, what one owes another by when, and what was kept.")
    order = ("code", "pk")
    file_name = "measures"
    basis_note = True
    columns = (
        Column("name", gettext_lazy("Measure"), lambda row: row.name, main=True, link=address,
               second=lambda row: row.code),
        Column("code", gettext_lazy("Code"), lambda row: row.code, on_page=False),
        Column("lead", gettext_lazy("Lead"), lead_text),
        Column("ends", gettext_lazy("Ends"), lambda row: row.ends, kind="day"),
        Column("commitments", gettext_lazy("Commitments"), lambda row: len(row.commitments.all()), kind="whole"),
        Column("kept", gettext_lazy("In time, of those due"), kept_text),
        Column("state", gettext_lazy("State"), state_tag),
    )  # fmt: skip
    filters = (
        Choice("body", gettext_lazy("Body"), options=part_options, apply=by_part, every=gettext_lazy("All bodies")),
        Search("q", gettext_lazy("Name or code"),
               words=("name_mn", "name_en", "name_ko"), fields=("code__iexact",)),
    )  # fmt: skip

    def may_write(self) -> bool:
        return can_plan(self.request.grants)

    def rows(self) -> QuerySet[Measure]:
        return with_commitments(measures_for(self.request.grants))

    def acts(self) -> list[Act]:
        grants = self.request.grants
        acts = []
        if can_plan(grants):
            acts.append(Act(gettext_lazy("Propose a measure"), reverse("actions:propose"), main=True))
        if bodies_of(grants):
            acts.append(Act(gettext_lazy("What we owe, and are owed"), reverse("actions:mine")))
        return acts

    def empty(self) -> NextStep:
        sentence = gettext_lazy("No measure has been proposed yet.")
        if not can_plan(self.request.grants):
            return NextStep(sentence)
        return NextStep(sentence, gettext_lazy("Propose a measure"), reverse("actions:propose"))


def found(code: str) -> Measure:
    measure = measure_with_code(code)
    if measure is None:
        raise Http404
    return measure


@require_GET
def measure_page(request: Request, code: str) -> HttpResponse:
    measure, today = found(code), timezone.localdate()
    seen = shown(measure, today)
    roles = _roles(measure)
    acting = {str(body.code) for _, body, _ in roles if body is not None}
    signed_in = can_read_papers(request.grants)
    context: dict[str, Any] = {
        "heading": measure.name,
        "lead": in_language(measure.about),
        "measure": measure,
        **languages_missing(may_plan_in(acting, request.grants), measure),
        "lead_body": marked_name(lead_of(list(measure.roles.all()), today).organization),
        "bodies": len(roles),
        "parts": [(role, PARTS[role.part], since, name_basis(role.organization)) for role, _, since in roles],
        "lessons": list(lessons_of(measure)),
        "reads_lessons": can_see_lessons(request.grants),
        "indicators": list(indicators_of(measure)),
        "rows": seen.rows,
        "causes": [(body, day_count(count)) for body, count in seen.causes],
        "signed_in": signed_in,
        "reports": _reports(measure) if signed_in else [],
        "costs": _costs(measure, request) if signed_in else [],
        "acts": _acts(measure, acting, request) if may_plan_in(acting, request.grants) else [],
        "basis_note": any(name_basis(body) != "S" for body in _named(seen, roles)),
        **_box(seen, request),
    }  # fmt: skip
    if seen.projection is not None:
        context |= {"drawing": drawing(measure, seen), "finding": finding(seen), "keys": keys()}
    return render(request, "actions/measure.html", context)


def _named(seen: Shown, roles: list[tuple[MeasureRole, Any, str]]) -> set[Any]:
    """Every body that the page names: those with a part, and those that act for them or owe something today."""
    found = {body for role, acting, _ in roles for body in (role.organization, acting)}
    return (found | {body for row in seen.rows for body in (row.giver, row.receiver)}) - {None}


def _reports(measure: Measure) -> list[tuple[Any, str, str, str]]:
    """Each with its body, how much is done, and what was."""
    rows = measure.reports.select_related("organization").order_by("-period_end", "-pk")
    return [(row, marked_name(row.organization), percent(row.percent), in_language(row.text)) for row in rows]


def _costs(measure: Measure, request: Request) -> list[tuple[Any, str, str, bool]]:
    """Each line, what was planned, what it came to, and whether the reader says so."""
    rows = list(measure.costs.select_related("payer").order_by("pk"))
    acting = bodies_on([row.payer_id for row in rows], timezone.localdate())
    mine = bodies_of(request.grants)
    return [
        (
            row,
            amount(row.planned),
            "" if row.actual is None else amount(row.actual),
            row.actual is None and (body := acting[row.payer_id]) is not None and body.code in mine,
        )
        for row in rows
    ]


def _box(seen: Shown, request: Request) -> dict[str, Any]:
    """The binding commitment: who has to act, and the button for who may."""
    row, projection = seen.binding, seen.projection
    if projection is None:
        return {}
    said: dict[str, Any] = {"promised_end": projection.promised_end, "end": projection.end, "binding": row}
    if row is None:
        return said | {"behind": days(projection.days_behind) if projection.days_behind > 0 else ""}
    offered = acts_for(row.commitment, row.at.state, row.giver, row.receiver, request.grants)
    return said | {
        "who": who_has_to_act(row, seen.today),
        "waits": what_waits(row, seen),
        "button": _button(row, offered[0]) if offered else None,
    }


def _button(row: Row, act: Any) -> Act:
    made = row.commitment
    return Act(DOING[act], reverse(f"actions:{act}", args=[made.measure.code, made.code]), main=True)


def _roles(measure: Measure) -> list[tuple[MeasureRole, Any, str]]:
    """Each part of today with the body that acts, and since when another one does, in words."""
    today = timezone.localdate()
    rows = sorted(
        (role for role in measure.roles.all() if role.valid_to is None),
        key=lambda role: (MeasureRole.PARTS.index(role.part), role.pk),
    )
    acting = bodies_on([role.organization_id for role in rows], today)
    return [(role, acting[role.organization_id], since_text(role.organization, acting[role.organization_id]))
            for role in rows]  # fmt: skip


def since_text(body: Any, acting: Any) -> str:
    """ "since 10 July 2024 Ministry of …", where another body acts for this one; empty where it acts itself."""
    if acting is None:
        return gettext("nobody acts for it any more")
    if acting == body or body.valid_to is None:
        return ""
    return gettext("since %(day)s %(body)s") % {"day": long(body.valid_to), "body": marked_name(acting)}


def _acts(measure: Measure, acting: set[str], request: Request) -> list[Act]:
    """The button of the box is the filled one."""
    code = [measure.code]
    acts = [
        Act(gettext("Propose a commitment"), reverse("actions:commit", args=code)),
        Act(gettext("Change the parts"), reverse("actions:parts", args=code)),
        Act(gettext("Add a cost line"), reverse("actions:cost", args=code)),
    ]
    if bodies_of(request.grants) & acting:
        acts.insert(1, Act(gettext("Report progress"), reverse("actions:report", args=code)))
    return acts


@require_GET
def plan_file(request: Request, code: str) -> HttpResponse:
    """The plan as `ortoo delays` reads it: everybody can reckon it again."""
    measure = found(code)
    plan = plan_as_json(plan_of(measure, timezone.localdate()))
    response = JsonResponse(plan, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{measure.code}.json"'
    return response


@require_GET
def commitments_file(request: Request, code: str) -> HttpResponse:
    """The picture and every commitment on paper, as they stand today."""
    measure, today = found(code), timezone.localdate()
    seen = shown(measure, today)
    if seen.projection is None:
        raise Http404
    paper = measure_paper(measure, seen, in_language(measure.about))
    return paper_file(paper, f"commitments-{measure.code}", at=beginning_of(today))
