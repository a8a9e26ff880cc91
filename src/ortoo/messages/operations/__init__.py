"""Every write of the messages: telling, seeing, mailing, handing over on paper."""

from ortoo.messages.operations.telling import remind, tell, tell_each

__all__ = ["remind", "tell", "tell_each"]
