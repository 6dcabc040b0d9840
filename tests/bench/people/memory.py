"""What a count takes beside its input."""

import sys
from pathlib import Path

import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from contest import resident_mib


class BesideInput:
    """Begins when the input is loaded."""

    def __init__(self) -> None:
        # What loading left behind is no part of the input.
        pa.default_memory_pool().release_unused()
        self._before = resident_mib("VmRSS")
        Path("/proc/self/clear_refs").write_text("5")

    def told(self, tables: dict[str, pa.Table]) -> dict[str, int]:
        """Give MiB of the input, and the peak of memory beside it since this was made."""
        return {
            "input_mib": round(sum(table.nbytes for table in tables.values()) / 2**20),
            "beside_input_mib": round(resident_mib("VmHWM") - self._before),
        }
