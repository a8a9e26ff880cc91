"""Accounts for officials: each sees what is their own, nobody can sign in by a password until one is set."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery

from ortoo.access.models import User
from ortoo.access.operations import NewAccount, open_accounts
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.names import short_form
from ortoo.multilingual.refusals import Refusal
from ortoo.people.access import check_may_change_register
from ortoo.people.models import Official
from ortoo.people.operations.holding import WHY
from ortoo.people.rules.conventions import conventions


@transaction.atomic
def link_accounts(*, by: User, at: datetime) -> int:
    """An account, named like the personnel number, for every official who has none; how many. One ledger entry.

    Refused where there is nobody to link, and where a name is taken by somebody else's account.
    """
    check_may_change_register(grants_at(by, at))
    without = Official.objects.everything(because=WHY).filter(account=None)
    rules = conventions().names
    accounts = [
        NewAccount(username=number, shown_name=short_form(patronymic, given_name, rules))
        for number, patronymic, given_name in without.values_list("number", "patronymic", "given_name")
    ]
    if not accounts:
        raise Refusal("people.nobody_to_link")
    open_accounts(accounts=accounts, by=by, at=at)
    named_alike = User.objects.filter(username=OuterRef("number")).values("pk")
    without.update(account_id=Subquery(named_alike))
    ledger.record(kind="programme.accounts-opened", body={"count": len(accounts)}, by=by, at=at)
    return len(accounts)
