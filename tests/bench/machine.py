"""What a benchmark says about the machine it ran on."""

import os
import platform
from pathlib import Path


def machine() -> dict[str, object]:
    """Give processor, number of cores and the load of the last minute."""
    names = (
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if line.startswith("model name")
    )
    return {
        "processor": next(names, platform.machine()),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
    }
