"""A made-up register of any size, and the import of it in a process of its own: what is timed and weighed."""

from __future__ import annotations

import csv
import json
import os
import random
import resource
import sys
import time
from datetime import date, timedelta
from importlib import resources
from pathlib import Path

HEADER = (
    "number", "patronymic", "given_name", "sex", "born_on", "register_number", "organization", "post", "rank_class",
    "level", "region", "appointed_on",
)  # fmt: skip
DATA = resources.files("ortoo.site") / "programmes" / "mongolia"


def write_register(target: Path, count: int) -> None:
    """`count` synthetic officials as CSV, in bodies that exist since before they were appointed."""
    chance = random.Random(2050)
    names = list(csv.DictReader((DATA / "names.csv").read_text("utf-8").splitlines()))
    regions = [row["code"] for row in csv.DictReader((DATA / "regions.csv").read_text("utf-8").splitlines())]
    with target.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file).writerow
        write(HEADER)
        for number in range(1, count + 1):
            father, own = chance.choice(names), chance.choice(names)
            born = date(1965, 1, 1) + timedelta(days=chance.randrange(12_000))
            region = chance.choice(regions)
            write([
                f"A{number:06d}", father["given_mn"], own["given_mn"], chance.choice(("woman", "man")),
                born.isoformat(), f"ЪЪ{number:08d}", region, "Мэргэжилтэн", "des",
                chance.choice(("managing", "executive", "support")), region,
                (date(2015, 1, 1) + timedelta(days=chance.randrange(2_500))).isoformat(),
            ])  # fmt: skip


def import_in_this_process(file: Path) -> dict[str, float]:
    """Imports twice into the database of ORTOO_HOME: seconds of the first and of the second time, and peak MiB."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from ortoo.access.operations import NewAccount, found
    from ortoo.access.rules.roles import Role
    from ortoo.jobs.imports import kind_named, take_in

    call_command("migrate", verbosity=0, skip_checks=True)
    at = timezone.now()
    founders = {Role.ACADEMY_MANAGER: "manager", Role.HEAD_OF_ACADEMY: "head", Role.OPERATOR: "operator"}
    users = found(accounts={role: NewAccount(name, name) for role, name in founders.items()}, at=at)

    def take(kind: str, content: bytes) -> float:
        began = time.perf_counter()
        report = take_in(
            kind=kind_named(kind), content=content, filename=f"{kind}.csv", options={}, dry_run=False,
            by=users[Role.ACADEMY_MANAGER], at=at,
        )  # fmt: skip
        assert not report.problems, report.problems[0].sentence()
        return time.perf_counter() - began

    for kind in ("regions", "organizations"):
        take(kind, (DATA / f"{kind}.csv").read_bytes())
    first = take("officials", file.read_bytes())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"first": first, "again": take("officials", file.read_bytes()), "mib": peak}


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "ortoo.site.settings"
    print(json.dumps(import_in_this_process(Path(sys.argv[1]))))
