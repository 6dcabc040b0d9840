"""How long programs work, whatever else runs on the machine."""

from __future__ import annotations

import resource


def processor_seconds() -> float:
    """Give the processor time of all programs that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
