"""A house of any size with marks of four sittings and sealed records, in a process of its own: what is timed there."""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.register_of_officials import DATA, write_register

SITTINGS = ("E22", "W22", "E23", "W23")


def measured(count: int) -> dict[str, float]:
    """Seconds of each step."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    users = hands()
    numbers = register(count, users["manager"])
    return marks_and_seal(numbers, users)


def hands() -> dict[str, Any]:
    from django.utils import timezone

    from ortoo.access import operations as access
    from ortoo.access.operations import NewAccount
    from ortoo.access.rules.grants import Held
    from ortoo.access.rules.roles import Role

    at = timezone.now()
    founders = {Role.ACADEMY_MANAGER: "manager", Role.HEAD_OF_ACADEMY: "head", Role.OPERATOR: "operator"}
    users = access.found(accounts={role: NewAccount(name, name) for role, name in founders.items()}, at=at)
    manager, head = users[Role.ACADEMY_MANAGER], users[Role.HEAD_OF_ACADEMY]
    accounts = [NewAccount(name, name) for name in ("exams", "selection")]
    opened = access.open_accounts(accounts=accounts, by=manager, at=at)
    for user, role in zip(opened, (Role.EXAM_OFFICER, Role.SELECTION_OFFICER), strict=True):
        grant = access.propose_grant(user=user, held=Held(role), valid_from=timezone.localdate(), by=manager, at=at)
        access.approve_grant(grant=grant, by=head, at=at)
    return {"manager": manager, "exams": opened[0], "selection": opened[1]}


def register(count: int, by: Any) -> list[str]:
    from django.utils import timezone

    from ortoo.jobs.imports import kind_named, take_in

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "officials.csv"
        write_register(file, count)
        contents = {kind: (DATA / f"{kind}.csv").read_bytes() for kind in ("regions", "organizations")}
        for kind, content in {**contents, "officials": file.read_bytes()}.items():
            report = take_in(
                kind=kind_named(kind), content=content, filename=f"{kind}.csv", options={}, dry_run=False, by=by,
                at=timezone.now(),
            )  # fmt: skip
            assert not report.problems, report.problems[0].sentence()
    return [f"A{number:06d}" for number in range(1, count + 1)]


def marks_and_seal(numbers: list[str], users: dict[str, Any]) -> dict[str, float]:
    from django.utils import timezone

    from ortoo.exams.operations import open_sitting
    from ortoo.exams.queries import marks_for
    from ortoo.jobs.imports import kind_named, take_in
    from ortoo.record.operations import NewComponent, adopt_formula, seal

    at, chance = timezone.now(), random.Random(2050)
    names = {"mn": "Шалгалт", "en": "Exam", "ko": "시험"}
    took = []
    for code in SITTINGS:
        open_sitting(code=code, names=names, held_on=date(2023, 5, 1), scale_high=100_000, marker="Academy",
                     by=users["exams"], at=at)  # fmt: skip
        content = "number,mark\r\n" + "".join(f"{number},{chance.randrange(0, 201) / 2}\r\n" for number in numbers)
        took.append(timed(lambda code=code, content=content: take_in(  # type: ignore[misc]
            kind=kind_named("marks"), content=content.encode(), filename="marks.csv", options={"sitting": code},
            dry_run=False, by=users["exams"], at=at,
        ))[0])  # fmt: skip
    read, _ = timed(lambda: marks_for(SITTINGS))
    formula = adopt_formula(
        code="F", names=names, components=[NewComponent(code, 250) for code in SITTINGS], legal_basis="Order 7",
        by=users["selection"], at=at,
    )  # fmt: skip
    sealing, _ = timed(
        lambda: seal(formula=formula, round_code="R", as_of=timezone.localdate(), by=users["exams"], at=at)
    )
    return {"import": max(took), "read": read, "seal": sealing}


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "ortoo.site.settings"
    print(json.dumps(measured(int(sys.argv[1]))))
