# Nightdesk: what a person types here, and what CI runs. `make` alone lists it.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
PYTEST := $(BIN)/python -m pytest
CODE := tui screens data models
COMPILE := $(BIN)/python -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

.DEFAULT_GOAL := help
.PHONY: help run setup test coverage check format faults cuts fuzz bench audit sbom wheel lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sort | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

run: $(VENV)/.installed ## start the desk (the first time sets it up); ARGS="board --json" passes words on
	@$(BIN)/nightdesk $(ARGS)

setup: $(VENV)/.dev ## all that is needed to change and check Nightdesk

test: $(VENV)/.dev ## every test; what drives a terminal or waits for servers comes second
	$(PYTEST) -n 2 -m "not terminal and not serial" --ignore=tests/data/ledger
	$(MAKE) coverage
	$(PYTEST) -n 2 -m "terminal or serial"

coverage: $(VENV)/.dev ## the ledger's own tests, which must take every branch of it
	$(BIN)/python -m coverage run --rcfile=tests/data/ledger/coverage.ini -m pytest -m "not terminal and not serial" tests/data/ledger
	$(BIN)/python -m coverage report --rcfile=tests/data/ledger/coverage.ini

check: $(VENV)/.dev ## format, style, types, layers and the quick tests, in under a minute
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) -q -n 2 -m "not slow and not faults and not terminal and not serial and not whole"

format: $(VENV)/.dev ## put the code into the house's format
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

faults: $(VENV)/.dev ## the whole campaign of kills, full disks and power cuts against the ledger (long)
	$(BIN)/python -m tests.faults --all

cuts: $(VENV)/.dev ## every form of the desk killed, hung up, stopped and stalled at every step (an hour and a half)
	$(BIN)/python -m tests.cut_off --all --write docs/results/cut_off.json

fuzz: $(VENV)/.fuzz ## 100,000 hostile inputs for each parser (an hour)
	$(BIN)/python -m tests.fuzz --inputs 100000 --write docs/results/fuzz.json

bench: $(VENV)/.dev ## the figures that the README quotes (long)
	$(BIN)/python -m benchmarks

audit: $(VENV)/.audit ## what is locked held against the known vulnerabilities (asks a service on the network)
	$(VENV)/audit/bin/pip-audit --requirement requirements/run.txt --require-hashes --disable-pip --strict
	$(VENV)/audit/bin/pip-audit --requirement requirements/dev.txt --require-hashes --disable-pip --strict

sbom: $(VENV)/.audit ## a CycloneDX bill of materials of what runs, in dist/
	mkdir -p dist
	$(VENV)/audit/bin/cyclonedx-py requirements requirements/run.txt --pyproject pyproject.toml --mc-type application \
	  --output-reproducible --of JSON --output-file dist/nightdesk.cdx.json

wheel: $(VENV)/.dev ## a wheel in dist/
	rm -rf build dist
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

lock: $(VENV)/.dev ## renew requirements/*.txt, with the oldest Python supported (extra needs are marked there)
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "make lock needs Python 3.11"; exit 2; }
	$(COMPILE) --output-file requirements/build.txt requirements/build.in
	$(COMPILE) --output-file requirements/run.txt requirements/run.in
	$(COMPILE) --output-file requirements/postgres.txt requirements/postgres.in
	$(COMPILE) --output-file requirements/dev.txt requirements/dev.in
	$(COMPILE) --output-file requirements/fuzz.txt requirements/fuzz.in
	$(COMPILE) --output-file requirements/audit.txt requirements/audit.in

clean: ## remove what was built and cached; never a store, never the environment
	rm -rf build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage*
	find $(CODE) tests benchmarks tools -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. Each file is written when its step has ended well, so that a second `make run` starts at once
# and a step that was cut off is done again.

$(VENV)/.made:
	@$(PYTHON) -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Nightdesk needs Python 3.11 or later with venv (on Debian: apt-get install python3-venv)."; \
	  echo "Name another interpreter with: make PYTHON=/path/to/python3 ..."; exit 2; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.build: requirements/build.txt $(VENV)/.made
	$(PIP) install --quiet --require-hashes -r requirements/build.txt
	@touch $@

$(VENV)/.run: requirements/run.txt $(VENV)/.build
	$(PIP) install --quiet --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/.installed: pyproject.toml $(VENV)/.run
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.installed
	$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.fuzz: requirements/fuzz.txt $(VENV)/.dev
	$(PIP) install --quiet --require-hashes -r requirements/fuzz.txt
	@touch $@

$(VENV)/.audit: requirements/audit.txt $(VENV)/.made
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip --disable-pip-version-check --no-input install --quiet --require-hashes -r requirements/audit.txt
	@touch $@
