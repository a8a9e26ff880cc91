"""Files of series and of figures as somebody would bring them."""

from __future__ import annotations

import pytest

from ortoo.access.models import User
from ortoo.jobs.imports import export_of, kind_named
from ortoo.results.models import Edition, Observation, Series
from ortoo.results.operations import approve_edition
from ortoo.spreadsheets.kinds import ImportReport
from tests.cast import AT, grants, outsider
from tests.expecting import entry, refused
from tests.results.fixtures import taken

pytestmark = pytest.mark.django_db

SERIES = """code,indicator,kind,unit,low,high,rhythm,name_en
RQ,5.wgi-rq,stock,rank,0,100,,Regulatory quality
GDP,,урсгал,USD,0,,1,Product
"""
FIGURES = """indicator_code,year,value,unit,source,vintage,licence
GE,2022,"34,9",rank,WB,2024,CC BY
GE,2023,33.96227,rank,WB,2024,CC BY
GE,2022,35.0,,WB,2025,CC BY
"""


def codes(report: ImportReport) -> list[tuple[int, str]]:
    return [(one.row, one.code) for one in report.problems]


def figure(**changed: str) -> str:
    row = {
        "indicator_code": "GE", "year": "2023", "value": "50", "unit": "", "source": "s", "vintage": "v",
        "licence": "l", **changed,
    }  # fmt: skip
    return f"{','.join(row)}\n{','.join(row.values())}\n"


class TestSeries:
    def test_come_in_are_declared_anew_and_go_out_again(self, planned: object, manager: User) -> None:
        assert taken("series", SERIES, manager) == ImportReport(new=2)
        assert taken("series", SERIES, manager) == ImportReport(unchanged=2)
        assert entry("programme.series-imported")["new"] == 2
        assert taken("series", SERIES.replace("Product", "Product per head"), manager) == ImportReport(
            changed=1, unchanged=1
        )
        found = Series.objects.filter(code__in=("RQ", "GDP")).order_by("code")
        assert [(one.kind, one.rhythm, one.high, one.indicator_id is None) for one in found] == [
            ("flow", 1, "", True), ("stock", 1, "100", False),
        ]  # fmt: skip
        out, count = export_of(kind_named("series"), ".csv", grants(manager), "en")
        assert count == 4
        assert taken("series", out.decode("utf-8-sig"), manager) == ImportReport(unchanged=4)

    def test_what_cannot_be_declared_is_named(self, published: object, manager: User, owner: User) -> None:
        rows = "code,indicator,kind,unit,low,high,name_en\n"
        bad = (
            f"{rows}A,9.none,stock,,,,A\nB,,stock,,5,1,B\nC,,stock,,,,\nGE,5.wgi-ge,flow,rank,0,100,GE\nD,,stock,,,,D\n"
        )
        report = taken("series", f"{bad}D,,stock,,,,D\n", manager)
        assert sorted(codes(report)) == [
            (2, "results.unknown_indicator_in_file"), (3, "results.series_in_file"), (4, "results.series_in_file"),
            (5, "results.kind_is_declared"), (7, "spreadsheets.repeated_value"),
        ]  # fmt: skip
        assert all(one.sentence(language) for one in report.problems for language in ("en", "mn", "ko"))
        assert codes(taken("series", f"{rows}E,1.patents,stock,,,,E\n", owner)) == [(2, "results.series_out_of_reach")]
        assert not Series.objects.filter(code__in="ABCDE").exists()
        refused("access.role_needed", taken, kind="series", content=SERIES, by=outsider())


class TestFigures:
    def test_each_vintage_is_an_edition_that_waits(self, planned: object, manager: User, head: User) -> None:
        assert taken("observations", FIGURES, manager) == ImportReport(new=3)
        assert [(one.vintage, one.place, one.approved_by_id) for one in Edition.objects.order_by("place")] == [
            ("2024", 1, None), ("2025", 2, None),
        ]  # fmt: skip
        assert list(Observation.objects.order_by("pk").values_list("year", "value")) == [
            (2022, "34.9"), (2023, "33.96227"), (2022, "35.0"),
        ]  # fmt: skip
        assert taken("observations", FIGURES, manager) == ImportReport(unchanged=3)
        assert export_of(kind_named("observations"), ".csv", grants(manager), "en")[1] == 0
        for edition in Edition.objects.all():
            approve_edition(edition=edition, by=head, at=AT)
        out, count = export_of(kind_named("observations"), ".csv", grants(manager), "en")
        assert count == 3
        assert taken("observations", out.decode("utf-8-sig"), manager) == ImportReport(unchanged=3)

    def test_nothing_is_overwritten_or_added_to(self, planned: object, manager: User) -> None:
        taken("observations", FIGURES, manager)
        head = "indicator_code,year,value,source,vintage,licence\n"
        changed = f"{head}GE,2023,34,WB,2024,CC BY\nGE,2021,33,WB,2024,CC BY\nGE,2022,34.9,WB,2024,CC BY\n"
        assert codes(taken("observations", changed, manager)) == [
            (2, "results.figure_is_there"), (3, "results.year_not_in_edition"),
        ]  # fmt: skip
        assert Observation.objects.count() == 3

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"indicator_code": "XX"}, "results.unknown_series"),
            ({"unit": "percent"}, "results.unit_differs"),
            ({"year": "2027"}, "results.year_not_yet_in_file"),
            ({"value": "101"}, "results.off_range_in_file"),
            ({"value": '"1,234"'}, "results.cell.read_in_two_ways"),
            ({"value": "n/a"}, "results.cell.not_a_figure"),
            ({"value": "9" * 31}, "results.cell.figure_too_long"),
            ({"value": ""}, "spreadsheets.empty_cell"),
            ({"vintage": ""}, "spreadsheets.empty_cell"),
            ({"licence": ""}, "spreadsheets.empty_cell"),
        ],
    )
    def test_what_cannot_be_a_figure_is_named(
        self, planned: object, manager: User, changed: dict[str, str], code: str
    ) -> None:
        report = taken("observations", figure(**changed), manager)
        assert codes(report) == [(2, code)]
        assert len({report.problems[0].sentence(language) for language in ("en", "mn", "ko")}) == 3
        assert Edition.objects.count() == 0

    def test_an_edition_has_one_source_and_one_licence(self, planned: object, manager: User) -> None:
        head = "indicator_code,year,value,source,vintage,licence\n"
        two = f"{head}GE,2022,5,a,v,l\nGE,2023,5,b,v,l\nGE,2021,5,a,v,m\nGE,2022,6,a,v,l\n"
        assert sorted(codes(taken("observations", two, manager))) == [
            (3, "results.edition_with_two"), (4, "results.edition_with_two"), (5, "spreadsheets.repeated_value"),
        ]  # fmt: skip

    def test_an_owner_brings_own_data_alone(self, planned: object, owner: User) -> None:
        assert codes(taken("observations", figure(), owner)) == [(2, "results.series_out_of_reach")]
        assert taken("observations", figure(indicator_code="HDI", value="0.7"), owner) == ImportReport(new=1)
