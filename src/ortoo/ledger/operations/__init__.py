"""Every write of the ledger: entries and blobs, pseudonyms, checkpoints and exports."""

from ortoo.ledger.operations.entries import Actor, record, store_blob
from ortoo.ledger.operations.erasure import forget
from ortoo.ledger.operations.exports import export, keep_export
from ortoo.ledger.operations.subjects import row_salts, subject, subjects

__all__ = ["Actor", "export", "forget", "keep_export", "record", "row_salts", "store_blob", "subject", "subjects"]
