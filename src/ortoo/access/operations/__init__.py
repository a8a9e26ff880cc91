"""Every write of access: accounts, closings, grants, second factors, resets, tries to sign in, sessions, requests."""

from ortoo.access.operations.accounts import (
    NewAccount,
    change_own_email,
    change_own_password,
    found,
    give_first_password,
    make_ready,
    open_account,
    open_accounts,
)
from ortoo.access.operations.attempts import clear_attempts, try_code, try_password
from ortoo.access.operations.closings import (
    approve_reopening,
    close_account,
    propose_reopening,
    turn_down_reopening,
)
from ortoo.access.operations.counting import count_request
from ortoo.access.operations.factors import new_recovery_codes, set_up_factor, take_code, turn_off_factor
from ortoo.access.operations.grants import approve_grant, propose_grant, revoke_grant
from ortoo.access.operations.pruning import prune
from ortoo.access.operations.resets import approve_reset, propose_reset, turn_down_reset
from ortoo.access.operations.sessions import (
    end_all_sign_ins,
    end_sign_in,
    follow_session,
    forget_session,
    note_seen,
    note_sign_in,
)

__all__ = [
    "NewAccount",
    "approve_grant",
    "approve_reopening",
    "approve_reset",
    "change_own_email",
    "change_own_password",
    "clear_attempts",
    "close_account",
    "count_request",
    "end_all_sign_ins",
    "end_sign_in",
    "follow_session",
    "forget_session",
    "found",
    "give_first_password",
    "make_ready",
    "new_recovery_codes",
    "note_seen",
    "note_sign_in",
    "open_account",
    "open_accounts",
    "propose_grant",
    "propose_reopening",
    "propose_reset",
    "prune",
    "revoke_grant",
    "set_up_factor",
    "take_code",
    "try_code",
    "try_password",
    "turn_down_reopening",
    "turn_down_reset",
    "turn_off_factor",
]
