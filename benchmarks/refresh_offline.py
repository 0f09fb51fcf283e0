"""Wall time and peak memory of `python -m etl refresh --offline` from the embedded snapshot.

Run: `python -m benchmarks.refresh_offline`. Each round is a process of its own in an empty folder.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 5
TARGET_S, TARGET_MB = 5.0, 600


def main() -> None:
    times = [_round() for _ in range(ROUNDS)]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    median = statistics.median(times)
    print(f"refresh --offline, {ROUNDS} rounds on {os.cpu_count()} cores")
    spread = f"of {min(times):.2f} to {max(times):.2f}"
    print(f"  wall   median {median:.2f} s ({spread}); target {TARGET_S:g} s")
    print(f"  memory peak {peak:.0f} MB; target {TARGET_MB} MB")


def _round() -> float:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "etl", "refresh", "--offline"],
            env={**os.environ, "OBSERVATORY_DATA": folder},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return time.perf_counter() - began


if __name__ == "__main__":
    main()
