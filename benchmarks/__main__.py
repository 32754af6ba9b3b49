"""Prints every comparison as Markdown: ``python -m benchmarks [PART …]``; ``--help`` names the parts."""

from __future__ import annotations

import argparse
import os
import platform
from datetime import date

_PARTS = ["engines", "plans", "requirements", "process", "imports", "extraction", "batch", "cluster"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(_PARTS)} [default: all]")
    parser.add_argument("--rounds", type=int, default=15, help="interleaved rounds [default: 15]")
    parser.add_argument("--plans", type=int, default=300, help="generated plans of each size [default: 300]")
    parser.add_argument(
        "--quick", action="store_true", help="batch, cluster: so few plans that it takes less than a minute"
    )
    arguments = parser.parse_args()
    if arguments.rounds < 2 or arguments.plans < 20:
        parser.error("at least 2 rounds and 20 plans")
    parts = arguments.parts or _PARTS
    if unknown := set(parts) - set(_PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    print(f"# Benchmarks of {date.today()}\n")
    print(
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}. "
        "Absolute times depend on the machine; the ratios are what counts.\n"
    )
    if "engines" in parts:
        from .engines import compare_engines

        print(compare_engines(arguments.rounds, arguments.plans), flush=True)
    if "plans" in parts:
        from .whole import compare_whole_plans

        print(compare_whole_plans(arguments.rounds), flush=True)
    if "requirements" in parts:
        from .requirements import compare_requirements

        print(compare_requirements(arguments.rounds), flush=True)
    if "process" in parts:
        from .process import compare_processes

        print(compare_processes(max(15, arguments.rounds)), flush=True)
    if "imports" in parts:
        from .imports import compare_imports

        print(compare_imports(max(15, arguments.rounds)), flush=True)
    if "extraction" in parts:
        from .extraction import compare_extraction

        print(compare_extraction(max(3, arguments.rounds // 3)), flush=True)
    if "batch" in parts:
        from .batch import FULL, QUICK, compare_batch

        print(compare_batch(QUICK if arguments.quick else FULL), flush=True)
    if "cluster" in parts:
        from .cluster import FULL as CLUSTER
        from .cluster import QUICK as SMALL_CLUSTER
        from .cluster import compare_cluster

        print(compare_cluster(SMALL_CLUSTER if arguments.quick else CLUSTER), flush=True)


if __name__ == "__main__":
    main()
