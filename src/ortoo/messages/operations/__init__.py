"""Every write of the messages: telling, seeing, mailing, handing over on paper."""

from ortoo.messages.operations.handing import hand_over
from ortoo.messages.operations.mailing import send_again, send_later, send_mails
from ortoo.messages.operations.seeing import see
from ortoo.messages.operations.telling import remind, tell, tell_each

__all__ = ["hand_over", "remind", "see", "send_again", "send_later", "send_mails", "tell", "tell_each"]
