"""Appeals, the rulings on them, and whose hands were on what they speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from ortoo.access.rules.grants import Grants
from ortoo.exams.queries import hands_on as hands_on_marks
from ortoo.people.queries import official_row, post_on, posts_of_accounts
from ortoo.record.queries import hands_on as hands_on_seal
from ortoo.selection.models import Appeal, Place, Round, Ruling
from ortoo.selection.rules.involvement import Involved

if TYPE_CHECKING:
    from ortoo.access.models import User

STANDING = "asks where a round stands, and shows no row"
CONFIRMED = Q(confirmed_by__isnull=False)
IN_FORCE = Q(returned_by=None)


def appeals_of(round: Round, grants: Grants) -> QuerySet[Appeal]:
    """The appeals that `grants` may see, the latest first."""
    seen = Appeal.objects.visible_to(grants).filter(round=round)
    return seen.select_related("official", "round", "place", "sitting").order_by("-number")


def with_state(appeals: QuerySet[Appeal], state: str) -> QuerySet[Appeal]:
    """Those that are "open", "ruled" (on) or "withdrawn"."""
    if state == "withdrawn":
        return appeals.filter(withdrawn_at__isnull=False)
    ruled = Exists(Ruling.objects.everything(because=STANDING).filter(CONFIRMED, appeal=OuterRef("pk")))
    return appeals.filter(ruled) if state == "ruled" else appeals.filter(~ruled, withdrawn_at=None)


def with_rulings(appeals: QuerySet[Appeal]) -> QuerySet[Appeal]:
    """Each with `in_force`: a list of at most one ruling. For a list of many; one more query for all of them."""
    whole = Ruling.objects.everything(because="goes along with appeals that were scoped already").filter(IN_FORCE)
    return appeals.prefetch_related(Prefetch("rulings", queryset=whole, to_attr="in_force"))


def appeal_numbered(round: Round, number: int, grants: Grants) -> Appeal | None:
    seen = appeals_of(round, grants).filter(number=number)
    return seen.select_related(
        "official", "sitting", "round__formula", "round__seal", "place__run__round", "place__run__seal__formula",
        "place__run__rule", "place__record__seal__formula", "filed_by",
    ).first()  # fmt: skip


def held_appeal(pk: int) -> Appeal:
    """The appeal with its row locked until the transaction ends."""
    whole = Appeal.objects.everything(because="an operation was told which")
    return whole.select_for_update(of=("self",)).select_related("official", "round", "place", "sitting").get(pk=pk)


def open_appeals(round: Round | OuterRef) -> QuerySet[Appeal]:
    """Neither withdrawn nor ruled on; for a query of rounds, `round` is a reference to its key."""
    ruled = Ruling.objects.everything(because=STANDING).filter(CONFIRMED, appeal=OuterRef("pk"))
    return Appeal.objects.everything(because=STANDING).filter(~Exists(ruled), round=round, withdrawn_at=None)


def open_appeals_of_place(place: Place) -> QuerySet[Appeal]:
    return open_appeals(place.run.round).filter(official=place.official_id, place__run=place.run_id)


def to_carry_out(round: Round | OuterRef) -> QuerySet[Ruling]:
    """Confirmed rulings that change a record and are in no seal yet, in the order they were made; `round` as above."""
    whole = Ruling.objects.everything(because=STANDING).filter(CONFIRMED, appeal__round=round, outcome="upheld")
    return whole.filter(seal=None).exclude(remedy="none").order_by("confirmed_at", "pk")


def ruling_of(appeal: Appeal) -> Ruling | None:
    """The ruling in force: a draft that waits for its second member, or a confirmed one. The caller may see it."""
    whole = Ruling.objects.everything(because="the caller has the appeal from a read of those they may see")
    return whole.filter(IN_FORCE, appeal=appeal).select_related("ruled_by", "confirmed_by", "sitting").first()


def drafters_of(round: Round) -> frozenset[int]:
    """Accounts that drafted a ruling in force on one of its appeals."""
    whole = Ruling.objects.everything(because=STANDING).filter(IN_FORCE, appeal__round=round)
    return frozenset(whole.values_list("ruled_by", flat=True))


def hands_of(appeal: Appeal, member: User) -> dict[Involved, frozenset[int]]:
    """Accounts that may not rule on `appeal`, by why; of the organization only whether `member` works there."""
    round = appeal.round
    account = official_row(appeal.official_id).account_id
    sealed = hands_on_seal(round.seal) if round.seal else frozenset()
    adopted = frozenset({round.formula.adopted_by_id})
    codes = list(round.formula.components.values_list("sitting__code", flat=True))
    finals = round.final_lists.values_list("signed_by", "published_by")
    return {
        Involved.OFFICIAL: frozenset() if account is None else frozenset({account}),
        Involved.FILED: frozenset({appeal.filed_by_id}),
        Involved.SAME_ORGANIZATION: _if_same_organization(appeal, member),
        Involved.MARKS: hands_on_marks(appeal.official, codes),
        Involved.FORMULA: adopted,
        Involved.RULE: frozenset(round.rules.values_list("adopted_by", flat=True)),
        Involved.SEALED: sealed - adopted,
        Involved.DREW: frozenset({round.lot.drawn_by_id}),
        Involved.RAN: frozenset(round.runs.values_list("run_by", flat=True)),
        Involved.SIGNED: frozenset(key for pair in finals for key in pair if key is not None),
    }


def _if_same_organization(appeal: Appeal, member: User) -> frozenset[int]:
    day = timezone.localdate(appeal.filed_at)
    own = post_on(appeal.official_id, day)
    theirs = posts_of_accounts([member.pk], day).first()
    same = own is not None and theirs is not None and own.organization_id == theirs.organization_id
    return frozenset({member.pk}) if same else frozenset()
