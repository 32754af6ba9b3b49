# Looks for what the set-up needs before it begins, and says what is missing in one line each.
# usage: sh scripts/preflight.sh PYTHON
python=$1
missing=0
say() { printf 'nq-check: %s\n' "$1" >&2; missing=1; }

command -v "$python" >/dev/null 2>&1 || { say "Python is missing; install python3 (3.11 to 3.13)"; exit 1; }
"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' ||
    say "$("$python" -V 2>&1) does not fit; use Python 3.11 to 3.13: make PYTHON=python3.13 …"
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    say "Python's venv is missing; on Debian: apt-get install python3-venv"
command -v gcc >/dev/null 2>&1 || command -v cc >/dev/null 2>&1 ||
    say "a C compiler is missing (durable_rules comes as source); on Debian: apt-get install gcc"
"$python" -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))' ||
    say "the Python headers are missing; on Debian: apt-get install python3-dev"
exit $missing
