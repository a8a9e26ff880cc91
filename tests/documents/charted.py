"""An invented paper of charts: a drawing as wide as the page, three beside each other, and numbers alone."""

from __future__ import annotations

from ortoo.charts import funnel, shares
from ortoo.documents.charts import Chart, ChartPaper, Head, Mark, Table, Under
from ortoo.documents.pictures import ornament_of, picture_of
from tests.documents.samples import STATEMENT
from tests.documents.words import WORDS

COUNTS = (9, 12_000, 10_625, 12_000, 11_975, 100, 10, 12, 7, 5, None)
SHARES = ((340, 410), (140, 120), (130, 110))


def chart_paper(language: str) -> ChartPaper:
    said = WORDS[language]
    title, lead = said["brief"], said["lead"]
    under = tuple(Under(str(place), str(count or "–")) for place, count in enumerate(COUNTS, 1))
    numbers = Table((Head("1"), Head("2", right=True, wide=True)), tuple((one.name, one.number) for one in under))
    return ChartPaper(
        title=title,
        over=STATEMENT[language]["over"],
        lead=lead,
        charts=(
            Chart(title, (picture_of(funnel.wide(COUNTS, title, lead)),), (numbers,), notes=(lead,), under=under),
            _shares(language),
            Chart(said["total"], (), (Table(numbers.heads, numbers.rows, said["total"], parts=2),)),
        ),
        doubt=f"† {lead}",
    )


def _shares(language: str) -> Chart:
    groups = WORDS[language]["groups"][:3]
    drawn, tables = [], []
    for place, (name, labels) in enumerate(groups):
        rows = [shares.Row(label, *share, None) for label, share in zip(labels, SHARES, strict=False)]
        drawn.append(picture_of(shares.wide(rows, name, labels[0], f"shares-{place}")))
        heads = (Head(name, wide=True), Head("12 000", right=True), Head("100", right=True))
        tables.append(Table(heads, tuple((row.label, str(row.of_all), str(row.of_listed)) for row in rows)))
    return Chart(
        WORDS[language]["round"], tuple(drawn), tuple(tables), captions=tuple(name for name, _ in groups),
        key=(Mark(ornament_of(shares.key("all")), "12 000"), Mark(ornament_of(shares.key("listed")), "100")),
    )  # fmt: skip
