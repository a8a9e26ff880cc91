"""What can be set on paper: plain frozen values, in the language of the paper. No tables, no rows.

Text is handed in ready to be read; numbers, shares and days are written by the setting as the language writes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

Points = Annotated[int, "points"]
"""Thousandths, shown with three decimals: 712193 is 712.193."""

Score = Annotated[int, "score"]
"""Thousandths, shown with one decimal: 88250 is 88.3."""

Share = Annotated[int, "share"]
"""Thousandths of a whole, shown as percent: 410 is 41 %."""

Outcome = Literal["undecided", "permit", "refuse", "replace"]


@dataclass(frozen=True)
class Picture:
    """A drawing of the house as SVG text, and in `alt` what it shows in words."""

    svg: str
    alt: str


@dataclass(frozen=True)
class CostLine:
    """One line of the cost: `amount` in thousandths of `currency`, and who bears it."""

    name: str
    amount: Annotated[int, "money"]
    currency: str
    bearer: str


@dataclass(frozen=True)
class Visit:
    """What is travelled for. `costs` are for the whole delegation."""

    purpose: str
    host: str
    place: str
    first: date
    last: date
    topics: tuple[str, ...]
    costs: tuple[CostLine, ...] = ()
    totals: tuple[CostLine, ...] = ()
    """Sums of the costs, one for each currency and bearer."""


@dataclass(frozen=True)
class PanelScore:
    """The panel's score of one dossier: mean, median, lowest and highest sheet, and how many sheets."""

    mean: Score
    median: Score
    low: Score
    high: Score
    sheets: int


@dataclass(frozen=True)
class Flag:
    """Something from audit practice for people to weigh, and how it was weighed so far (empty: not yet)."""

    title: str
    detail: str
    weighed: str = ""


@dataclass(frozen=True)
class DossierDocument:
    """A paper of the dossier. `state` in words; `well`: it is there and valid."""

    name: str
    state: str
    well: bool
    valid_until: date | None = None


@dataclass(frozen=True)
class Person:
    """One who is proposed. `number`: the place in the panel's order of merit; `rank` and `merit`: those of the list."""

    number: int
    name: str
    post: str
    organization: str
    region: str
    topic: str
    goal: str
    rank: int
    merit: Points
    score: PanelScore
    outcome: Outcome = "undecided"
    reason: str = ""
    flags: tuple[Flag, ...] = ()
    documents: tuple[DossierDocument, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    """Further facts as (label, value): service, languages, earlier trips."""
    problem: str = ""
    learning: str = ""
    doubt: str = ""
    """Which places the scores allow."""


@dataclass(frozen=True)
class Reserve:
    """Who follows, in this order."""

    number: int
    name: str
    organization: str
    score: PanelScore


@dataclass(frozen=True)
class ShareRow:
    """One value of an attribute: its share of all on the register, of the listed and of the proposed, where known."""

    name: str
    everyone: Share | None
    listed: Share | None
    proposed: Share | None


@dataclass(frozen=True)
class ShareGroup:
    """An attribute, ten values at most, since the overview is one page; its drawing is the one for a phone."""

    name: str
    picture: Picture
    rows: tuple[ShareRow, ...]


@dataclass(frozen=True)
class SignOff:
    """One step of the way so far. `signed` None: it has not happened yet; then `on` is None too."""

    step: str
    signer: str
    signed: bool | None
    on: date | None
    note: str = ""


@dataclass(frozen=True)
class BriefPaper:
    """The brief for the Prime Minister: overview, shares, a page for each person, visit, way so far."""

    template: ClassVar = "brief"

    title: str
    round: str
    lead: str
    everyone: int
    """How many stand on the register."""
    listed: int
    """How many were chosen, among whom these are proposed."""
    visit: Visit
    persons: tuple[Person, ...]
    reserve: tuple[Reserve, ...]
    shares: tuple[ShareGroup, ...]
    sign_offs: tuple[SignOff, ...]
    alternatives: tuple[str, ...] = ()
    """Sentences on proposals within one percent of the best."""
    closeness: str = ""
    """What the scores can say where the last seat was given."""
    prices: tuple[tuple[str, str, str], ...] = ()
    """What each quota costs: clause, points of the total, people replaced."""


@dataclass(frozen=True)
class Decided:
    """A decision as it was recorded. Never a signature: only the signed paper has that."""

    number: str
    on: date
    by: str


@dataclass(frozen=True)
class Traveller:
    """A person as an order or a letter names them; `latin` is the name as the passport spells it."""

    name: str
    post: str
    organization: str
    latin: str = ""


@dataclass(frozen=True)
class OrderPaper:
    """The order that permits the journey. Without `decided` it is a draft, and its places stay empty."""

    template: ClassVar = "order"

    title: str
    basis: str
    """The article or rule that it rests on, as a whole sentence."""
    persons: tuple[Traveller, ...]
    """Who is to travel; once decided, who may."""
    visit: Visit
    bearer: str
    """Who bears the cost, as a whole sentence."""
    signer: tuple[str, ...]
    """Post and name of who will sign, beside the empty place."""
    duties: tuple[str, ...] = ()
    """Further points, each a whole sentence."""
    decided: Decided | None = None


@dataclass(frozen=True)
class InvitationPaper:
    """A letter to the host, or to one delegate. Without `decided` it is a draft."""

    template: ClassVar = "invitation"

    to: Literal["host", "delegate"]
    title: str
    addressee: tuple[str, ...]
    """Lines of the address."""
    salutation: str
    persons: tuple[Traveller, ...]
    visit: Visit
    sender: tuple[str, ...]
    """Post, name and organization of who will sign."""
    requests: tuple[str, ...] = ()
    """What is asked, each a whole sentence."""
    contact: str = ""
    decided: Decided | None = None


Paper = BriefPaper | OrderPaper | InvitationPaper
