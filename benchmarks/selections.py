"""Selections of a hundred to measure: eight quota columns of 99 categories that cross; the same as a plain model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from ortoo.selection.rules.columns import Coded, Figures
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Quota, Rule

SEATS, RESERVE = 100, 20
SIZES = {
    "sex": 2, "level": 3, "age_group": 5, "region": 7, "education": 10, "field": 12, "aimag": 20, "ministry": 40
}  # fmt: skip


def crossing_selection(seed: int, count: int) -> tuple[Rule, Pool]:
    """Marks of 62 points that spread by 9, in thousandths; every category has a floor and a ceiling near its share."""
    chance = np.random.default_rng(seed)
    columns, quotas = {}, []
    for name, size in SIZES.items():
        shares = chance.dirichlet(np.full(size, 3.0))
        present, codes = np.unique(chance.choice(size, size=count, p=shares), return_inverse=True)
        columns[name] = Coded(codes.astype(np.int64), tuple(f"{name}-{value}" for value in present.tolist()))
        quotas += [_near(name, value, SEATS * share) for value, share in enumerate(shares.tolist())]
    merit = np.clip(np.rint(chance.normal(62_000, 9_000, count)), 0, 100_000).astype(np.int64)
    rule = Rule(SEATS, "id", "merit", reserve=RESERVE, lot_seed="00", quotas=tuple(quotas))
    return rule, Pool([f"P{number:07d}" for number in range(count)], Figures(merit), attributes=columns)


def _near(name: str, value: int, share: float) -> Quota:
    """From four fifths of its share to one more than six fifths."""
    return Quota(name, f"{name}-{value}", int(0.8 * share), int(np.ceil(1.2 * share)) + 1, may_be_absent=True)


def plain_total(rule: Rule, pool: Pool) -> int | None:
    """The highest total by one plain model of highspy: a binary column each, gap 0, else its defaults."""
    import highspy

    highspy.Highs.resetGlobalScheduler(True)  # threads are the process's: ours asks for one, the defaults for all
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (("output_flag", False), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0)):
        solver.setOptionValue(option, value)
    solver.passModel(_model(rule, pool))
    solver.run()
    best = round(solver.getInfo().objective_function_value)
    optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    highspy.Highs.resetGlobalScheduler(True)
    return best if optimal else None


def _model(rule: Rule, pool: Pool) -> Any:
    import highspy

    count, rows = len(pool), list(_rows(rule, pool))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = count, len(rows)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = pool.merits.astype(np.float64)
    model.col_lower_, model.col_upper_ = np.zeros(count), np.ones(count)
    model.row_lower_ = np.array([row[0] for row in rows], dtype=np.float64)
    model.row_upper_ = np.array([row[1] for row in rows], dtype=np.float64)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(row[2]) for row in rows)]).astype(np.int32)
    model.a_matrix_.index_ = np.concatenate([row[2] for row in rows]).astype(np.int32)
    model.a_matrix_.value_ = np.ones(sum(len(row[2]) for row in rows))
    model.integrality_ = [highspy.HighsVarType.kInteger] * count
    return model


def _rows(rule: Rule, pool: Pool) -> Iterator[tuple[int, int, Any]]:
    """(floor, ceiling, whom it counts): the seats, and every category that somebody has."""
    yield rule.seats, rule.seats, np.arange(len(pool))
    for quota in rule.quotas:
        column = pool.attributes[quota.attribute]
        assert isinstance(column, Coded)
        if quota.value in column.values:
            held = np.flatnonzero(column.codes == column.values.index(quota.value or ""))
            yield quota.at_least or 0, quota.at_most or 0, held


def write_csv(pool: Pool, path: Path) -> None:
    """The pool as a file of candidates."""
    import polars

    merit = pool.merits
    points = [
        f"{whole}.{part:03d}" for whole, part in zip((merit // 1000).tolist(), (merit % 1000).tolist(), strict=True)
    ]
    columns = {name: list(column) for name, column in pool.attributes.items()}
    polars.DataFrame({"id": list(pool.ids), "merit": points, **columns}).write_csv(path)
