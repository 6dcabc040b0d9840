"""How long an analyst waits: `import hoctap` in a fresh process, and from the sample's folder to the status table."""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from machine import machine

IMPORTS, READINGS = 21, 5

IMPORT = """
import time
began = time.perf_counter()
import hoctap
seconds = time.perf_counter() - began
import sys
print(seconds, "numpy" in sys.modules)
"""


def import_seconds() -> tuple[float, bool]:
    """Time the import in fresh processes; tell whether it brought numpy along."""
    runs = [
        subprocess.run([sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True).stdout.split()
        for _ in range(IMPORTS)
    ]
    return statistics.median(float(seconds) for seconds, _ in runs), any(numpy == "True" for _, numpy in runs)


def main() -> None:
    """Run both and print one JSON line."""
    found = {"workload": "first_status"} | machine()
    found["import_seconds"], found["import_brings_numpy"] = import_seconds()
    with tempfile.TemporaryDirectory() as folder:
        import hoctap as ht
        from hoctap.sample import write

        forms = write(Path(folder) / "forms")
        times = []
        for _ in range(READINGS):
            began = time.perf_counter()
            dataset = ht.read(forms)
            text = str(dataset.indicators(periods=dataset.quarters[-1]))
            times.append(time.perf_counter() - began)
        assert "Lạng Giang" in text
        command = [sys.executable, "-m", "hoctap", "status", str(forms)]
        began = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        found["command_seconds"] = time.perf_counter() - began
    found["files"] = len({source.file for source in dataset.sources})
    found["rows"] = sum(source.rows_read for source in dataset.sources)
    found["seconds"] = min(times)
    found["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({key: round(value, 4) if isinstance(value, float) else value for key, value in found.items()}))


if __name__ == "__main__":
    main()
