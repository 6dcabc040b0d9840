"""A ledger of submissions: what came, in which version, when and by whom, in a database that only grows."""

from hoctap.ledger.book import Ledger
from hoctap.ledger.listing import Ingest, Submissions

__all__ = ["Ingest", "Ledger", "Submissions"]
