"""Prints every comparison as Markdown: ``python -m benchmarks [engines] [plans] [process] [extraction]``."""

from __future__ import annotations

import argparse
import os
import platform
from datetime import date

_PARTS = ["engines", "plans", "process", "extraction"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(_PARTS)} [default: all]")
    parser.add_argument("--rounds", type=int, default=15, help="interleaved rounds [default: 15]")
    parser.add_argument("--plans", type=int, default=300, help="generated plans of each size [default: 300]")
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
    if "process" in parts:
        from .process import compare_processes

        print(compare_processes(max(15, arguments.rounds)), flush=True)
    if "extraction" in parts:
        from .extraction import compare_extraction

        print(compare_extraction(max(3, arguments.rounds // 3)), flush=True)


if __name__ == "__main__":
    main()
