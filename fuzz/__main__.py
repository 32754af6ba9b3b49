"""``python -m fuzz``: throws made-up files at the program.

    python -m fuzz plans --count 1000 --seed 7        one kind: plans, rulesets or documents
    python -m fuzz plans --seed 7 --first 812 --count 1   one input again
    python -m fuzz atheris plans --seconds 60         guided by coverage: plans, phrases or prose
    python -m fuzz all --write docs/fuzzing.md        all of it, and its result into the document

Findings are saved below fuzz-findings/; the exit status is 1 where there are any.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from fuzz.block import TARGETS
from fuzz.coverage_guided import GUIDED, Guided, guide
from fuzz.result import lines_of, write_result
from fuzz.runs import Tally, run

COUNTS = {"plans": 100_000, "rulesets": 5_000, "documents": 10_000}


def main() -> int:
    """The command; its exit status."""
    arguments = _arguments()
    tallies: list[Tally] = []
    guided: list[Guided] = []
    if arguments.what == "atheris":
        guided = [guide(name, arguments.seconds, arguments.findings) for name in arguments.names or GUIDED]
    else:
        for target in TARGETS if arguments.what == "all" else (arguments.what,):
            count = getattr(arguments, target) if arguments.what == "all" else arguments.count
            tallies.append(
                run(target, arguments.seed, count, first=arguments.first, block=arguments.block, jobs=arguments.jobs,
                    save=arguments.findings, say=_say)
            )  # fmt: skip
        if arguments.what == "all" and arguments.atheris:
            guided = [guide(name, arguments.atheris, arguments.findings) for name in GUIDED]
    for line in lines_of(tallies, guided):
        print(line)
    if arguments.write is not None:
        write_result(arguments.write, tallies, guided)
    found = any(tally.findings for tally in tallies) or any(one.finding for one in guided)
    return 1 if found else 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=[*TARGETS, "all", "atheris"])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"for atheris: {', '.join(GUIDED)} [default: all]")
    parser.add_argument("--count", type=int, default=1000, help="inputs of one kind [default: 1000]")
    for target, count in COUNTS.items():
        parser.add_argument(
            f"--{target}", type=int, default=count, metavar="N", help=f"for all: inputs [default: {count}]"
        )
    parser.add_argument(
        "--atheris", type=int, default=120, metavar="S", help="for all: seconds each, 0 for none [default: 120]"
    )
    parser.add_argument("--seconds", type=int, default=60, help="for atheris: seconds each [default: 60]")
    parser.add_argument("--seed", type=int, default=1, help="other seeds, other inputs [default: 1]")
    parser.add_argument("--first", type=int, default=0, help="number of the first input [default: 0]")
    parser.add_argument("--block", type=int, default=500, help="inputs for one process [default: 500]")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="processes side by side [default: all cores]"
    )
    parser.add_argument(
        "--findings", type=Path, default=Path("fuzz-findings"), metavar="DIR", help="[default: fuzz-findings]"
    )
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="put the result between the marks of this Markdown file"
    )
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(GUIDED):
        parser.error(f"no such names: {', '.join(sorted(unknown))}")
    return arguments


if __name__ == "__main__":
    sys.exit(main())
