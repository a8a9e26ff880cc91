"""Where letters go: names, posts and bodies from the register, for messages, which lie below it."""

from __future__ import annotations

from datetime import date

from django.utils import translation
from django.utils.translation import get_language

from ortoo.messages.paper import Accounts, Addressee, Body
from ortoo.multilingual.refusals import LANGUAGES
from ortoo.people.queries import posts_of_accounts


def bodies_of(accounts: Accounts, on: date) -> dict[int, Body]:
    """Account -> the body that its official works in on the day `on`."""
    # Values, not rows: twelve thousand letters may wait at once.
    languages = dict.fromkeys((get_language() or "en", "en", "mn", "ko"))
    names = [f"organization__name_{language}" for language in languages]
    rows = posts_of_accounts(accounts, on).values_list("official__account", "organization__code", *names)
    return {account: Body(code, next(filter(None, named), code)) for account, code, *named in rows}


def addressees_at(code: str, accounts: Accounts, on: date) -> dict[int, Addressee]:
    """Account -> who it is, for those who work in the body `code` on the day `on`."""
    found = {}
    for post in posts_of_accounts(accounts, on).filter(organization__code=code):
        names, bodies = {}, {}
        for language in LANGUAGES:
            with translation.override(language):
                names[language], bodies[language] = post.official.full_name, post.organization.name
        account = post.official.account_id
        assert account is not None, "found by it"
        found[account] = Addressee(names, post.post, bodies)
    return found
