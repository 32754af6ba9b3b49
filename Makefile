# make report   set up .venv, then check plans/bacninh.yaml
# make test     set up .venv, then run every test
# make lint     ruff and mypy
# make audit    bandit, and pip-audit where the network lets it
# make fuzz     100,000 made-up plans, 5,000 rulesets and 10,000 documents; the result goes into docs/fuzzing.md
# make bench    the measurements of the README; make bench PARTS=batch those of thousands of plans (20 minutes, 5 GB)
# make picture  the README's picture of the report (needs Chromium)
# make gallery  the reports of docs/gallery anew
# make letter-templates  the Word templates of the letter anew
# make messages collect the texts to translate and compile the catalogues
# make schemas  write the JSON Schemas of rulesets/schemas anew

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PLANS ?= plans/bacninh.yaml
PARTS ?= engines plans process extraction requirements imports
FUZZ_PLANS ?= 100000
FUZZ_RULESETS ?= 5000
FUZZ_DOCUMENTS ?= 10000
FUZZ_SECONDS ?= 120
FUZZ_SEED ?= 1

# durable_rules comes as source: without the define it does not load on Python 3.13
export CPPFLAGS += -O2 -DPyEval_CallObject=PyObject_CallObject

.PHONY: letter-templates report test lint audit fuzz bench picture gallery messages schemas clean

report: $(VENV)/.installed
	@$(BIN)/check $(PLANS) --fail-on never

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

audit: $(VENV)/.installed-audit
	$(BIN)/python scripts/audit.py

fuzz: $(VENV)/.installed-fuzz
	$(BIN)/python -m fuzz all --plans $(FUZZ_PLANS) --rulesets $(FUZZ_RULESETS) --documents $(FUZZ_DOCUMENTS) \
		--atheris $(FUZZ_SECONDS) --seed $(FUZZ_SEED) --write docs/fuzzing.md

bench: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks $(PARTS)

picture: $(VENV)/.installed-test
	$(BIN)/python scripts/picture.py

gallery: $(VENV)/.installed
	$(BIN)/python scripts/gallery.py

letter-templates: $(VENV)/.installed
	$(BIN)/python scripts/letter_templates.py

messages: $(VENV)/.installed-test
	$(BIN)/python scripts/messages.py

schemas: $(VENV)/.installed
	for kind in plan ruleset indicators ruleset-test acceptances provinces; do \
		$(BIN)/check schema $$kind --lang vi -o rulesets/schemas/$$kind.json || exit; \
	done

$(VENV)/.installed: pyproject.toml constraints.txt scripts/preflight.sh
	@sh scripts/preflight.sh "$(PYTHON)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

$(VENV)/.installed-audit: $(VENV)/.installed-test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[audit]'
	@touch $@

$(VENV)/.installed-fuzz: $(VENV)/.installed-test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[fuzz]'
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	@touch $@

clean:
	rm -rf $(VENV) reports dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
