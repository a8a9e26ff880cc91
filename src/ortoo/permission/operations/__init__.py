"""Every write of a call, from its opening to the delegation."""

from ortoo.permission.operations.calls import open_call

__all__ = ["open_call"]
