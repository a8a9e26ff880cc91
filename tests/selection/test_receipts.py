"""The receipt of a place: the official's alone, checked without the house; and all of them together prove the bound."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.ledger.models import Entry
from ortoo.ledger.rules.verifier.check import verify
from ortoo.ledger.rules.verifier.receipts import Receipt, check_receipt
from ortoo.selection.models import Place, Round, Run
from ortoo.selection.receipts import receipt_of
from tests.cast import auditor, client_of
from tests.selection import appealing, forty
from tests.selection.test_whole_way import exported
from tests.visiting import content, page

pytestmark = pytest.mark.django_db


def address(run: Run, number: str) -> str:
    return f"/en/selection/R1/place/{appealing.place(run, number).pk}/"


def taken(client: Client, run: Run, number: str) -> bytes:
    response = client.get(f"{address(run, number)}receipt.json")
    assert (response.status_code, response["Content-Disposition"]) == (200, 'attachment; filename="receipt-R1.json"')
    return content(response)


def receipts(run: Run) -> list[Receipt]:
    places = Place.objects.everything(because="a test").filter(run=run).select_related("run__seal", "run__round")
    return [check_receipt(receipt_of(place)) for place in places.order_by("place")]


class TestOfOnesOwn:
    def test_it_is_offered_on_the_page_of_the_place_and_says_how_the_sum_stands(self, run: Run) -> None:
        client = client_of(appealing.account("N05"))
        assert f'href="{address(run, "N05")}receipt.json"' in page(client, address(run, "N05"))
        found = check_receipt(taken(client, run, "N05"))
        assert (found.standing.merit, found.standing.added, found.standing.margin) == (85_000, -2_000, 0)
        assert (found.standing.status, found.row["region_group"]) == ("reserve", "Gobi")

    def test_nobody_else_gets_it_whatever_their_role(self, run: Run, officer: User, keeper: User) -> None:
        for other in (appealing.account("N06"), officer, keeper, auditor()):
            client = client_of(other)
            assert client.get(f"{address(run, 'N05')}receipt.json").status_code == 404
            assert "receipt.json" not in content(client.get(address(run, "N05"))).decode()
        assert Client().get(f"{address(run, 'N05')}receipt.json").status_code == 302

    def test_it_holds_against_an_export_of_later_and_after_a_second_run(
        self, run: Run, keeper: User, officer: User
    ) -> None:
        before = taken(client_of(appealing.account("N10")), run, "N10")
        appealing.both(run)
        again = appealing.run_again(run, keeper, officer)
        after = check_receipt(taken(client_of(appealing.account("N10")), again, "N10"))
        assert (check_receipt(before).standing.status, after.standing.status) == ("reserve", "chosen")
        assert check_receipt(before).sealed["seal"] == after.sealed["replaces"]
        assert "consistent with the checkpoint" in verify(exported(auditor()), against=before).notes[-1]

    def test_who_is_not_eligible_has_one_too(self, run: Run) -> None:
        found = check_receipt(taken(client_of(appealing.account("N38")), run, "N38"))
        assert (found.standing.status, found.standing.margin) == ("not eligible", None)


class TestTogether:
    def test_everybodys_own_sums_give_the_bound(self, run: Run) -> None:
        """seats x cut + positive margins - adjustments x bounds, from forty receipts and nothing else."""
        found = receipts(run)
        result = found[0].listed["result"]
        assert all(one.listed["result"] == result for one in found)
        margins = [one.standing.margin for one in found if one.standing.margin is not None]
        base = sum(price["adjustment"] * price["count"] for price in result["adjustments"])
        bound = result["seats"] * result["cut"] + sum(margin for margin in margins if margin > 0) - base
        chosen = [one.standing for one in found if one.standing.status == "chosen"]
        assert (len(margins), result["proof"]) == (36, "prices")
        assert bound == result["bound"] == sum(one.merit or 0 for one in chosen) == forty.PUBLISHED["bound"]

    def test_each_row_stands_under_the_sealed_root_at_a_place_of_its_own(self, run: Run) -> None:
        found = receipts(run)
        assert sorted(one.index for one in found) == list(range(len(found))) == list(range(run.seal.count))


class TestWhatTheListPublishes:
    def test_everybody_reads_prices_counts_and_pseudonyms_and_no_row(self, run: Run) -> None:
        shown = page(Client(), "/en/selection/R1/result/")
        for said in ("83.000", "671.000", "13.000", "Sex: Man", "Region of planning: Gobi", *run.decision["chosen"]):
            assert said in shown
        others = Place.objects.everything(because="a test").filter(run=run, status="not-chosen")
        assert not any(other.pseudonym in shown for other in others)

    def test_the_file_is_the_entry_that_was_hashed(self, run: Run) -> None:
        entry = Entry.objects.get(kind="list.provisional")
        assert content(Client().get("/en/selection/R1/result.json")) == bytes(entry.body)

    def test_there_is_none_before_a_list(self, drawn: Round) -> None:
        assert Client().get("/en/selection/R1/result/").status_code == 404


class TestThePageThatChecks:
    @pytest.mark.parametrize("language", ["mn", "en", "ko"])
    def test_it_is_everybodys_and_offers_itself_as_one_file_that_allows_itself_nothing_else(
        self, db: None, language: str
    ) -> None:
        client = Client()
        assert f"/{language}/ledger/receipt/check/file/" in page(client, "/en/ledger/receipt/check/")
        response = client.get(f"/{language}/ledger/receipt/check/file/")
        assert response["Content-Disposition"] == f'attachment; filename="check-receipt-{language}.html"'
        saved = content(response).decode()
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', saved)
        script, style = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", saved, re.DOTALL)[::-1]
        assert policy
        assert policy[1] == (
            f"default-src 'none'; script-src '{hashed(script)}'; style-src '{hashed(style)}'; base-uri 'none'; "
            "form-action 'none'"
        )
        assert not re.search(r'(?:src|href)="', saved)

    @pytest.mark.parametrize("language", ["mn", "ko"])
    def test_every_figure_of_a_sentence_stands_in_its_translation_too(self, language: str) -> None:
        def figures(shown: str) -> dict[str, set[str]]:
            sentences = re.findall(r'<li data-word="(\w+)">(.*?)</li>', shown, re.DOTALL)
            return {word: set(re.findall(r"\[\w+\]", text)) for word, text in sentences}

        told = {}
        for each in ("en", language):
            with override(each):
                told[each] = figures(render_to_string("ledger/parts/receipt.html"))
        assert len(told["en"]) > 25
        assert told[language] == told["en"]


def hashed(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
