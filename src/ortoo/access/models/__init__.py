"""Accounts and grants; how somebody signs in: second factors, tries, sessions; what is counted to slow down a flood."""

from ortoo.access.models.accounts import DatabaseMark, Grant, ReadySignIn, User
from ortoo.access.models.closings import AccountClosing
from ortoo.access.models.factors import AccountReset, RecoveryCode, SecondFactor
from ortoo.access.models.signing_in import RequestCount, SignedIn, SignInAttempt

__all__ = [
    "AccountClosing",
    "AccountReset",
    "DatabaseMark",
    "Grant",
    "ReadySignIn",
    "RecoveryCode",
    "RequestCount",
    "SecondFactor",
    "SignInAttempt",
    "SignedIn",
    "User",
]
