from __future__ import annotations

from datetime import date

import pytest

from ortoo.access.models import User
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import Refusal
from ortoo.people.models import Appointment, Official
from ortoo.people.operations import link_accounts, move_official
from tests.cast import AT, academy_manager, exam_officer
from tests.people.files import (
    OFFICIALS,
    ORGANIZATIONS,
    REGIONS,
    counts,
    exported,
    officials_csv,
    register,
    said,
    take,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return academy_manager()


def posts(number: str) -> list[tuple[str, str, str, str, date, date | None]]:
    rows = Appointment.objects.everything(because="a test looks").filter(official__number=number)
    return list(
        rows.order_by("valid_from").values_list(
            "organization__code", "region__code", "post", "rank_class", "valid_from", "valid_to"
        )
    )


def official(number: str) -> Official:
    return Official.objects.everything(because="a test looks").get(number=number)


def entries() -> list[tuple[str, dict[str, object]]]:
    left_out = {"at", "by", "seq", "kind", "file_sha256"}
    return [
        (entry.kind, {name: value for name, value in entry.said.items() if name not in left_out})
        for entry in Entry.objects.filter(kind__startswith="programme.").order_by("seq")
    ]


def test_the_three_files_come_in_and_each_writes_one_entry_without_names(manager: User) -> None:
    register(manager)
    assert posts("A1") == [("MOC", "MN-1", "Мэргэжилтэн", "des", date(2021, 3, 1), None)]
    who = official("A1")
    assert (who.patronymic_latin, who.given_name_latin, who.register_tail, who.synthetic, who.sex) == (
        "Dorj", "Tsetseg", "17", True, "woman",
    )  # fmt: skip
    assert entries() == [
        ("programme.register-imported", {"register": "regions", "new": 3, "changed": 0}),
        ("programme.register-imported", {"register": "organizations", "new": 5, "changed": 0}),
        (
            "programme.register-imported",
            {"register": "officials", "new": 3, "changed": 0, "moved": 0, "unchanged": 0},
        ),
    ]


@pytest.mark.parametrize("kind", ["regions", "organizations", "officials"])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_is_exported_can_be_imported_and_changes_nothing(manager: User, kind: str, suffix: str) -> None:
    register(manager)
    before = entries()
    report = take(kind, exported(kind, manager, suffix), manager, filename=f"{kind}{suffix}")
    assert (report.new, report.changed, said(report)) == (0, 0, [])
    assert entries() == before


def test_an_export_into_an_empty_register_gives_an_equal_export(manager: User) -> None:
    register(manager)
    kinds = ("regions", "organizations", "officials")
    files = {kind: exported(kind, manager) for kind in kinds}
    Appointment.objects.everything(because="a test empties").delete()
    Official.objects.everything(because="a test empties").delete()
    for kind in kinds:
        take(kind, files[kind], manager)
    assert {kind: exported(kind, manager) for kind in kinds} == files


def test_the_same_file_again_changes_nothing_and_writes_no_entry(manager: User) -> None:
    register(manager)
    before = entries()
    assert counts(take("officials", OFFICIALS, manager)) == (0, 0, 3, [])
    assert counts(take("organizations", ORGANIZATIONS, manager)) == (0, 0, 5, [])
    assert counts(take("regions", REGIONS, manager)) == (0, 0, 3, [])
    assert entries() == before


def test_a_dry_run_tells_and_writes_nothing(manager: User) -> None:
    take("regions", REGIONS, manager)
    take("organizations", ORGANIZATIONS, manager)
    assert counts(take("officials", OFFICIALS, manager, dry_run=True)) == (3, 0, 0, [])
    assert not Official.objects.everything(because="a test looks").exists()


def test_with_one_bad_row_nothing_is_written(manager: User) -> None:
    bad = OFFICIALS + "A4,Бат,Болд,man,,,NOWHERE,Ажилтан,,support,MN-1,2021-01-01\n"
    take("regions", REGIONS, manager)
    take("organizations", ORGANIZATIONS, manager)
    assert counts(take("officials", bad, manager)) == (
        3, 0, 0,
        [
            'Sheet "officials.csv", row 5, column "organization": no organization has the code "NOWHERE". '
            "Correct the code, or import the organization first."
        ],
    )  # fmt: skip
    assert not Official.objects.everything(because="a test looks").exists()


def test_a_later_file_moves_an_official_and_an_older_one_is_refused(manager: User) -> None:
    register(manager)
    moved = officials_csv("A1,Дорж,Цэцэг,woman,,,MOF,Ахлах мэргэжилтэн,des,executive,MN-1,2023-06-15")
    assert counts(take("officials", moved, manager)) == (0, 1, 0, [])
    assert posts("A1") == [
        ("MOC", "MN-1", "Мэргэжилтэн", "des", date(2021, 3, 1), date(2023, 6, 15)),
        ("MOF", "MN-1", "Ахлах мэргэжилтэн", "des", date(2023, 6, 15), None),
    ]
    assert entries()[-1] == (
        "programme.register-imported",
        {"register": "officials", "new": 0, "changed": 1, "moved": 1, "unchanged": 0},
    )
    assert counts(take("officials", moved, manager)) == (0, 0, 1, [])
    assert said(take("officials", OFFICIALS, manager)) == [
        'Sheet "officials.csv", row 2, column "appointed_on": the register has another post of this official, at MOF '
        "from 2023-06-15, and 2021-03-01 is not later. Write the first day of the new post, or leave the post as it is "
        "on the register."
    ]


def test_nobody_is_appointed_where_the_body_is_no_more(manager: User) -> None:
    register(manager)
    late = officials_csv("A9,Дорж,Цэцэг,woman,,,MOC,Мэргэжилтэн,des,executive,MN-1,2024-07-10")
    assert said(take("officials", late, manager)) == [
        'Sheet "officials.csv", row 2, column "organization": "MOC" ended on 2024-07-10 and no longer exists on '
        "2024-07-10. It was succeeded by MCSTY: write that code, or correct the date."
    ]


def test_look_alike_letters_are_replaced_with_a_notice(manager: User) -> None:
    register(manager)
    row = officials_csv("A9,Бєхvvдэй,Vйлс,woman,,,MOF,Мэргэжилтэн,des,executive,MN-1,2024-07-10")
    report = take("officials", row, manager)
    assert [notice.sentence("en") for notice in report.notices] == [
        "Look-alike letters in names were replaced, such as Є by Ө and V by Ү (rows: 1)."
    ]
    assert (official("A9").patronymic, official("A9").given_name) == ("Бөхүүдэй", "Үйлс")


def test_one_register_number_is_one_person_and_no_report_repeats_it(manager: User) -> None:
    register(manager)
    rows = officials_csv(
        "A8,Бат,Болд,man,,ЪЪ90050617,MOF,Ажилтан,,support,MN-1,2021-01-01",
        "A9,Бат,Болд,man,,ЪЪ77777777,MOF,Ажилтан,,support,MN-1,2021-01-01",
        "A10,Бат,Болд,man,,ЪЪ77777777,MOF,Ажилтан,,support,MN-1,2021-01-01",
        "A11,Бат,Болд,man,,ЪЪ777,MOF,Ажилтан,,support,MN-1,2021-01-01",
    )
    report = take("officials", rows, manager)
    assert [problem.sentence("en").split(": ", 1)[1] for problem in report.problems] == [
        "the official A1 has this register number. One person has one number on the register: correct one of the two.",
        "the official A9 has this register number. One person has one number on the register: correct one of the two.",
        "this is not a register number. Write two letters and eight digits, as in ЪЪ95010112, or leave the cell empty.",
    ]
    assert {problem.value for problem in report.problems} == {""}


def test_nothing_stored_holds_the_register_number(manager: User) -> None:
    register(manager)
    who = official("A1")
    assert who.register_hmac is not None
    assert all("90050617" not in str(value) for value in vars(who).values())
    assert b"90050617" not in exported("officials", manager)


def test_somebody_else_at_work_meanwhile_stops_the_import(manager: User) -> None:
    register(manager)
    from ortoo.people.operations.officials import _judge_all
    from ortoo.people.operations.writing import write_register
    from tests.people.rows import official_rows

    judged = _judge_all(
        official_rows("A1,Дорж,Сараа,woman,,,MOF,Мэргэжилтэн,des,executive,MN-1,2023-06-15"), lambda done, total: None
    ).judged
    move_official(
        number="A1", organization="MOF", region="MN-1", post="Дарга", level="managing", on=date(2022, 1, 1),
        by=manager, at=AT,
    )  # fmt: skip
    with pytest.raises(Refusal) as refused:
        write_register(judged=judged, body={}, by=manager, at=AT)
    assert refused.value.code == "people.changed_meanwhile"
    assert official("A1").given_name == "Цэцэг"


def test_a_move_by_hand_closes_one_post_and_opens_another(manager: User) -> None:
    register(manager)
    move_official(
        number="A1", organization="MOF", region="MN-1", post="Дарга", level="managing", rank_class="akhlakh",
        on=date(2022, 1, 1), by=manager, at=AT,
    )  # fmt: skip
    assert posts("A1") == [
        ("MOC", "MN-1", "Мэргэжилтэн", "des", date(2021, 3, 1), date(2022, 1, 1)),
        ("MOF", "MN-1", "Дарга", "akhlakh", date(2022, 1, 1), None),
    ]
    kind, body = entries()[-1]
    assert (kind, {name: body[name] for name in ("organization", "region", "on")}) == (
        "programme.official-moved",
        {"organization": "MOF", "region": "MN-1", "on": "2022-01-01"},
    )


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"number": "A99"}, "people.unknown_official"),
        ({"organization": "NOWHERE"}, "people.move_unknown_organization"),
        ({"region": "NOWHERE"}, "people.move_unknown_region"),
        ({"organization": "MCSTY"}, "people.move_not_possible"),
        ({"on": date(2021, 3, 1)}, "people.move_not_later"),
        (
            {"organization": "MOC", "post": "Мэргэжилтэн", "level": "executive", "on": date(2021, 3, 1)},
            "people.same_post",
        ),
    ],
)
def test_a_move_that_cannot_be_is_refused(manager: User, changed: dict[str, str | date], code: str) -> None:
    register(manager)
    wanted = {
        "number": "A1", "organization": "MOF", "region": "MN-1", "post": "Дарга", "level": "managing",
        "rank_class": "des", "on": date(2022, 1, 1), **changed,
    }  # fmt: skip
    with pytest.raises(Refusal) as refused:
        move_official(**wanted, by=manager, at=AT)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert refused.value.sentence("mn")
    assert len(posts("A1")) == 1


def test_accounts_are_opened_once_for_all_and_nobody_can_sign_in_by_password(manager: User) -> None:
    register(manager)
    assert link_accounts(by=manager, at=AT) == 3
    account = official("A1").account
    assert account is not None
    assert (account.username, account.shown_name, account.has_usable_password()) == ("A1", "Д.Цэцэг", False)
    assert entries()[-1] == ("programme.accounts-opened", {"count": 3})
    with pytest.raises(Refusal) as refused:
        link_accounts(by=manager, at=AT)
    assert refused.value.code == "people.nobody_to_link"


@pytest.mark.parametrize("kind", ["regions", "organizations", "officials"])
def test_only_registrars_import(kind: str) -> None:
    with pytest.raises(Refusal) as refused:
        take(kind, {"regions": REGIONS, "organizations": ORGANIZATIONS, "officials": OFFICIALS}[kind], exam_officer())
    assert refused.value.code == "access.role_needed"
