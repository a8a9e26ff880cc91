"""docs/reference: roles with the duties that stay apart, and the kinds of entries of the ledger."""

from __future__ import annotations

from django.utils.translation import override

from ortoo.access.rules.roles import APART, Role, Scope
from ortoo.access.words import ROLES, SCOPES
from ortoo.ledger.words import KINDS


def roles() -> str:
    lines = [
        "# Roles and duties apart", "",
        "A role is granted to one account, in one scope, from a day on: one person proposes it, another approves it.",
        "Nobody holds two roles that stay apart. Written by `make docs` from `access/rules/roles.py`; a test compares.",
        "", "| role | code | may not be in one hand with |", "|---|---|---|",
    ]  # fmt: skip
    with override("en"):
        lines += [f"| {ROLES[role]} | `{role}` | {apart(role)} |" for role in Role]
        lines += ["", "## Scopes", "", "| scope | code |", "|---|---|"]
        lines += [f"| {SCOPES[scope]} | `{scope}` |" for scope in Scope]
    return "\n".join(lines) + "\n"


def apart(role: Role) -> str:
    others = [other for other in Role if frozenset((role, other)) in APART]
    if len(others) > len(Role) // 2 + 5:
        free = [other for other in Role if other not in others and other is not role]
        return "any other but " + ", ".join(str(ROLES[one]) for one in free)
    return ", ".join(str(ROLES[other]) for other in others)


def kinds() -> str:
    lines = [
        "# Kinds of entries", "",
        "What the ledger records, in the order of the relay; what their bodies say and how it is checked:",
        "[ledger](ledger.md). Written by `make docs` from `ledger/words.py`; a test compares.",
        "", "| kind | what happened |", "|---|---|",
    ]  # fmt: skip
    with override("en"):
        lines += [f"| `{kind}` | {said} |" for kind, said in KINDS.items()]
    return "\n".join(lines) + "\n"
