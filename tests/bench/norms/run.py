"""Budget lines of ten years against dated norms by line and zone: hoctap beside a plain loop, numpy, polars and rules engines.

Every contender judges the same 2.5 million lines: ceiling, excess and breach a line, and sums by commune and district. hoctap is asked through
`book.check(table)` with a rulebook generated as TOML, an Arrow table in and all its ordinary outputs as Arrow out; it writes a verdict, flags and the
norm of each line as well. Contenders run one after the other in processes of their own, each on one thread, and say whether their answer is right.

OPENFISCA_PYTHON and POLICYENGINE_PYTHON name interpreters of environments that have openfisca-core and policyengine-core.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from machine import machine

HERE = Path(__file__).resolve().parent
ONE_THREAD = {"POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
EXPECTED = {"total": 26_003_085_534_600, "excess": 6_871_160_189_600, "breaches": 1_454_652}


def answer_of(command: list[str]) -> dict[str, object]:
    """Run a contender and give what it prints, or the reason why it does not run."""
    done = subprocess.run(command, cwd=HERE, env=os.environ | ONE_THREAD, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return {"skipped": (done.stderr.strip().splitlines() or ["no answer"])[-1]}
    answer = json.loads(done.stdout.splitlines()[-1])
    answer["equal"] = answer["got"] == EXPECTED
    return answer


def plain_loop(folder: str) -> dict[str, object]:
    """Compile the loop for this processor and run it."""
    compiler = os.environ.get("CXX") or shutil.which("g++") or shutil.which("clang++")
    if compiler is None:
        return {"skipped": "no C++ compiler"}
    program = str(Path(folder) / "peer_loop")
    built = subprocess.run(
        [compiler, "-O3", "-march=native", "-std=c++20", str(HERE / "peer_loop.cpp"), "-o", program],
        capture_output=True,
        text=True,
        check=False,
    )
    return {"skipped": "the loop does not compile"} if built.returncode != 0 else answer_of([program])


def rules_engine(variable: str, engine: str) -> dict[str, object]:
    """Run a rules engine in the environment that a variable names."""
    python = os.environ.get(variable)
    if python is None:
        return {"skipped": f"{variable} names no interpreter with {engine}"}
    return answer_of([python, "peer_rules_engine.py", engine])


def main() -> None:
    """Run all and print one JSON line."""
    with tempfile.TemporaryDirectory() as folder:
        ours = answer_of([sys.executable, "contender.py"])
        peers = {
            "plain_loop": plain_loop(folder),
            "numpy": answer_of([sys.executable, "peer_numpy.py"]),
            "polars": answer_of([sys.executable, "peer_polars.py"]),
            "policyengine_core": rules_engine("POLICYENGINE_PYTHON", "policyengine_core"),
            "openfisca_core": rules_engine("OPENFISCA_PYTHON", "openfisca_core"),
        }
    if "skipped" in ours:
        raise SystemExit(str(ours["skipped"]))
    ran = {name: peer for name, peer in peers.items() if "skipped" not in peer}
    seconds = float(str(ours["best_s"]))
    found = {
        "workload": "norms",
        **machine(),
        "seconds": seconds,
        "peer_seconds": {name: peer["best_s"] for name, peer in ran.items()},
        "ratios": {name: round(float(str(peer["best_s"])) / seconds, 2) for name, peer in ran.items()},
        "equal": {"hoctap": ours["equal"], **{name: peer["equal"] for name, peer in ran.items()}},
        "skipped": {name: peer["skipped"] for name, peer in peers.items() if "skipped" in peer},
        "steps": ours["steps"],
        "small_tasks": ours["small_tasks"],
        "peak_mib": {
            "hoctap": ours["peak_mib"],
            **{name: peer["peak_mib"] for name, peer in ran.items() if "peak_mib" in peer},
        },
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
