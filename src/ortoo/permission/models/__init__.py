"""Calls and dossiers, the panel's sheets and proposals, signatures, orders, delegations."""

from ortoo.permission.models.deciding import Delegate, Delegation, Deputy, Order, PermissionDecision, SignOff
from ortoo.permission.models.dossiers import (
    AgeLimit,
    Call,
    DocumentKind,
    Dossier,
    DossierPaper,
    SendingConsent,
    WeighedFlag,
)
from ortoo.permission.models.panel import Criterion, Declaration, Proposal, ProposalPlace, Rubric, Score, Sheet

__all__ = [
    "AgeLimit",
    "Call",
    "Criterion",
    "Declaration",
    "Delegate",
    "Delegation",
    "Deputy",
    "DocumentKind",
    "Dossier",
    "DossierPaper",
    "Order",
    "PermissionDecision",
    "Proposal",
    "ProposalPlace",
    "Rubric",
    "Score",
    "SendingConsent",
    "Sheet",
    "SignOff",
    "WeighedFlag",
]
