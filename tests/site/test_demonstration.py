"""The demonstration, built small: everything that the big one shows is in it, and ten people can look around."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from ortoo.access.models import ReadySignIn, User
from ortoo.access.queries import is_demonstration
from ortoo.exams.models import Mark, Sitting
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import Refusal
from ortoo.people.models import Appointment, Official
from ortoo.permission.models import Delegate, Dossier, Order, PermissionDecision, Sheet
from ortoo.permission.queries.calls import calls
from ortoo.permission.queries.calls import state as call_state
from ortoo.permission.rules.states import State as CallState
from ortoo.plan.queries import how_many_planned, programme
from ortoo.record.models import Record
from ortoo.selection.models import Place, Round, Ruling, Run
from ortoo.selection.queries import final_list, list_run, open_appeals, state
from ortoo.selection.queries.differences import changes_of
from ortoo.selection.rules.states import State
from ortoo.selection.rules.thousandths import thousandths
from ortoo.site.demonstration.build import build
from ortoo.site.demonstration.calls import LEFT_TO_SCORE
from tests.emptying import guards_lifted
from tests.site.traced import Traced
from tests.site.voyage import LOOKS, Voyage, codes, this_year
from tests.visiting import page, text

SIZE = 400
STAFF, PANEL = 22, 5
"""Accounts of those who run it."""
GRANTS = 14 + 4 + 2 * 16 + 3
"""Roles of fourteen who have one each, of two planners before and after 2024, of two for all others, hosts and data."""


@pytest.fixture(scope="module", autouse=True)
def _built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Marked and built in one transaction that is taken back after the last test of this file."""
    is_demonstration.cache_clear()
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.raises(Refusal, match="not marked as a demonstration"):
            build(size=SIZE)
        assert not User.objects.exists()
        with guards_lifted(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO ortoo_databasemark VALUES ('demonstration', '2021-01-01')")
        is_demonstration.cache_clear()
        build(size=SIZE)
        yield
        transaction.set_rollback(True)
    is_demonstration.cache_clear()


pytestmark = [pytest.mark.django_db, pytest.mark.begins_first]


def marks() -> Counter[str]:
    return Counter(Mark.objects.everything(because=LOOKS).values_list("sitting__code", flat=True))


class TestWhatIsInIt:
    def test_invented_officials_each_with_an_account_that_nobody_can_sign_in_to(self) -> None:
        officials = Official.objects.everything(because=LOOKS)
        assert (officials.count(), officials.filter(synthetic=True).count()) == (SIZE, SIZE)
        assert officials.exclude(account=None).count() == SIZE
        assert User.objects.count() == SIZE + STAFF + PANEL
        assert [user.username for user in User.objects.all() if user.has_usable_password()] == []

    def test_they_are_spread_as_the_civil_service_is(self) -> None:
        officials = Official.objects.everything(because=LOOKS)
        women = officials.filter(sex="woman").count() / SIZE
        posts = Appointment.objects.everything(because=LOOKS).filter(valid_from__lt=date(2021, 3, 2))
        in_capital = posts.filter(region__code__startswith="MN-1").count() / SIZE
        assert 0.55 < women < 0.69
        assert posts.count() == SIZE
        # Two in ten work for the state, all of them in the capital; of the others, every fourth.
        assert 0.3 < in_capital < 0.5

    def test_four_sittings_at_each_of_which_some_are_missing(self) -> None:
        codes = ["2021", "2022", str(this_year() - 1), str(this_year())]
        assert sorted(Sitting.objects.values_list("code", flat=True)) == codes
        assert {code: 0.9 < count / SIZE < 1 for code, count in marks().items()} == dict.fromkeys(codes, True)

    def test_every_round_has_its_hundred_and_its_reserve(self) -> None:
        for round in Round.objects.all():
            run = list_run(round)
            assert run is not None
            found = Counter(Place.objects.everything(because=LOOKS).filter(run=run).values_list("status", flat=True))
            assert (found["chosen"], found["reserve"], found["ineligible"] > 0) == (100, 20, True)
            assert sum(found.values()) == Record.objects.everything(because=LOOKS).filter(seal=run.seal).count()

    def test_ties_at_the_cut(self) -> None:
        """Several stand on the line, some in and some out, and many merits are equal."""
        run = Run.objects.filter(round__code="2022").earliest("run_at")
        places = Place.objects.everything(because=LOOKS).filter(run=run)
        on_the_line = places.filter(adjusted=thousandths(run.decision["cut"]))
        assert set(on_the_line.values_list("status", flat=True)) >= {"chosen", "reserve"}
        merits = Counter(places.exclude(merit=None).values_list("merit", flat=True))
        assert sum(count > 1 for count in merits.values()) > SIZE / 10

    def test_transfers_twice_and_a_reorganization(self) -> None:
        posts = Appointment.objects.everything(because=LOOKS)
        moved = {day: posts.filter(valid_from=day).count() for day in (date(2022, 3, 1), date(2023, 3, 1))}
        assert moved == {date(2022, 3, 1): SIZE // 20, date(2023, 3, 1): SIZE // 20}
        assert posts.filter(valid_from=date(2024, 7, 10)).exists()
        open_posts = posts.filter(valid_to=None)
        assert open_posts.values("official").distinct().count() == open_posts.count() == SIZE

    def test_the_plan_and_the_programme(self) -> None:
        known = programme()
        assert known is not None
        assert (known.name_en, how_many_planned()[0] > 0) == ("VISION 2050 capacity-building programme", True)

    def test_everything_was_decided_by_somebody(self) -> None:
        kinds = Counter(Entry.objects.values_list("kind", flat=True))
        expected = {
            "programme.set-up": 1, "rule.adopted": 4, "lot.drawn": 4, "selection.run": 5, "list.provisional": 5,
            "list.signed": 3, "list.final": 3, "panel.proposed": 2, "permission.decided": 1, "delegation.closed": 1,
        }  # fmt: skip
        assert {kind: kinds[kind] for kind in expected} == expected
        # The superior speaks for the body of a delegate, and for the one that took over from it, if any did.
        assert kinds["grant.proposed"] == kinds["grant.approved"]
        assert kinds["grant.approved"] - GRANTS - PANEL in (1, 2)
        assert [entry.seq for entry in Entry.objects.order_by("seq") if entry.said["by"] is None] == []


class TestWhatEachRoundShows:
    """One is whole, the others wait: at the Prime Minister's office, before the panel, and for appeals."""

    def test_where_rounds_and_their_calls_stand(self) -> None:
        found = {round.code: state(round) for round in Round.objects.all()}
        assert found == dict(zip(codes(), [State.FINAL, State.FINAL, State.FINAL, State.PROVISIONAL], strict=True))
        standing = {call.round.code: call_state(call) for call in calls()}
        assert standing == dict(zip(codes(), [CallState.CLOSED, CallState.AT_OFFICE, CallState.SCORING], strict=False))

    def test_one_appeal_was_upheld_and_one_rejected_and_the_list_was_run_again(self) -> None:
        rulings = Ruling.objects.everything(because=LOOKS).filter(appeal__round__code="2022")
        assert Counter(rulings.values_list("outcome", flat=True)) == {"upheld": 1, "rejected": 1}
        assert not rulings.filter(confirmed_by=None).exists()
        upheld = rulings.get(outcome="upheld")
        listed = final_list(Round.objects.get(code="2022"))
        assert listed is not None
        assert (upheld.seal, listed.run.seal.replaces is not None) == (listed.run.seal, True)
        assert changes_of(listed.run) != ()

    def test_appeals_that_are_open_one_with_a_draft_that_waits_for_a_second_member(self) -> None:
        round = Round.objects.get(code=codes()[3])
        assert open_appeals(round).count() == 2
        drafts = Ruling.objects.everything(because=LOOKS).filter(appeal__round=round)
        assert [(draft.outcome, draft.confirmed_by) for draft in drafts] == [("upheld", None)]

    def test_dossiers_called_for_and_handed_in(self) -> None:
        dossiers = Dossier.objects.everything(because=LOOKS)
        called = Counter(dossiers.values_list("call__round__code", flat=True))
        handed_in = dossiers.filter(handed_in_at__isnull=False)
        assert called == dict.fromkeys(codes()[:3], 100)
        # One withdrew and one is unfinished; in the later rounds forty bring a dossier at all.
        assert Counter(handed_in.values_list("call__round__code", flat=True)) == dict(
            zip(codes(), [98, 38, 38], strict=False)
        )

    def test_sheets_that_wait_for_the_panel(self) -> None:
        waiting = Sheet.objects.everything(because=LOOKS).filter(handed_in_at=None)
        assert Counter(waiting.values_list("dossier__call__round__code", flat=True)) == {codes()[2]: LEFT_TO_SCORE}

    def test_ten_were_permitted_one_of_them_from_the_reserve(self) -> None:
        order = Order.objects.get()
        assert order.call.round.code == "2022"
        decisions = PermissionDecision.objects.everything(because=LOOKS).filter(order=order)
        outcomes = Counter(decisions.values_list("outcome", flat=True))
        assert outcomes == {"permit": 10, "replace": 1}
        assert Delegate.objects.everything(because=LOOKS).filter(delegation__order=order).count() == 10


class TestTheVoyage(Voyage):
    """Told in a file of its own, and looked at in the same building."""


class TestTheTrace(Traced):
    """The same."""


class TestLookingAround:
    def test_twenty_are_offered_in_the_order_in_which_one_would_try_them(self) -> None:
        shown = page(Client(), "/en/access/sign-in/")
        shows = list(ReadySignIn.objects.order_by("place").values_list("shows", flat=True))
        assert shows == [
            "official-below", "official-chosen", "delegate", "selection-officer", "exam-officer", "academy-manager",
            "head-of-academy", "cabinet-secretariat", "sending-ministry", "appeals-panel", "panel-member",
            "prime-ministers-office", "host-leading", "host-further", "planner-leading", "ministry-planner",
            "superior", "data-owner", "auditor", "operator",
        ]  # fmt: skip
        assert shown.count("/en/access/enter/") == 20
        assert "An official just below the cut line" in shown

    @pytest.mark.parametrize("place", range(1, 21))
    def test_one_click_signs_in(self, place: int) -> None:
        ready = ReadySignIn.objects.select_related("user").get(place=place)
        client = Client()
        response = client.post(f"/en/access/enter/{ready.user.username}/", follow=True)
        assert response.redirect_chain == [("/en/", 302)]
        assert ready.user.shown_name in text(response)
        assert "Sign out" in text(response)
        assert "Example data: persons and figures are invented" in text(response)

    def test_one_click_leads_to_the_page_that_was_asked_for(self) -> None:
        name = ReadySignIn.objects.get(place=1).user.username
        assert f"/en/access/enter/{name}/?next=/en/exams/mine/" in page(
            Client(), "/en/access/sign-in/?next=/en/exams/mine/"
        )
        asked = {"/en/exams/mine/": "/en/exams/mine/", "https://elsewhere.example/": "/en/"}
        for wanted, led_to in asked.items():
            response = Client().post(f"/en/access/enter/{name}/?next={wanted}")
            assert response["Location"] == led_to

    def test_no_start_page_costs_more_than_twenty_queries(
        self, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        """At most twice as many where an entry of the ledger has come since the last look of anybody."""
        for ready in ReadySignIn.objects.select_related("user"):
            client = Client()
            client.force_login(ready.user)
            client.get("/en/access/sign-in/")
            with django_assert_max_num_queries(60):
                client.get("/en/")
            with django_assert_max_num_queries(20):
                client.get("/en/")

    def test_nobody_else_is_entered(self) -> None:
        client = Client()
        other = User.objects.filter(ready=None)[0]
        for name in (other.username, "nobody"):
            assert client.post(f"/en/access/enter/{name}/").status_code == 404
        assert "_auth_user_id" not in client.session

    def test_the_two_officials_stand_on_either_side_of_the_line(self) -> None:
        for place, says in ((1, "not chosen|short of the cut line"), (2, "above the cut line")):
            client = Client()
            client.force_login(ReadySignIn.objects.get(place=place).user)
            response = client.get("/en/selection/mine/", follow=True)
            assert response.status_code == 200
            assert any(part in text(response) for part in says.split("|"))

    def test_the_public_follows_an_invented_official(self) -> None:
        shown = page(Client(), "/en/")
        assert "One official’s road" in shown
        assert "an invented person" in shown

    @pytest.mark.parametrize("language", ["mn", "en", "ko"])
    def test_its_start_page_in_three_languages(self, language: str) -> None:
        assert f'<html lang="{language}"' in page(Client(), f"/{language}/")
