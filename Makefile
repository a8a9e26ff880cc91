# Two commands do it all on a fresh machine: `make run` and `make test`. Stamps in .venv keep repeated runs instant.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url --universal --python-version 3.11

export ORTOO_STARTED := $(shell date +%s)

help: ## Say what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s%s\n", $$1, $$2}'

run: .venv/ready-to-run assets ## Build the demonstration and serve it on http://localhost:8000
	@exec $(BIN)/ortoo demo

test: .venv/ready-to-test assets ## Everything: lint, types, rules, suites on both engines, browser journeys, the wheel
	@exec $(BIN)/python -m tests.run

check: .venv/ready-to-test assets ## Lint, format, types, imports, sizes, writes, refusals, catalogues
	@exec $(BIN)/python -m tests.run check

bench: .venv/ready-to-test assets ## Tables of medians and ratios, written to docs/reference/figures.md
	@exec $(BIN)/python -m benchmarks.run $(ONLY)

campaign: .venv/ready-to-test assets ## The long runs: every property with many examples, every fault
	@exec $(BIN)/python -m tests.run campaign

docs: .venv/ready-to-test assets ## What is generated in docs, its pictures, and the pages as HTML into var/docs
	@exec $(BIN)/python -m tests.docs.build

pictures: .venv/ready-to-test assets ## Pictures of every main page into var/pictures, and README's (SIZE=600 is quicker)
	@exec $(BIN)/python -m tests.journeys.pictures

wheel: .venv/ready-to-test ## Build the wheel into dist/
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

assets: .venv/ready-to-build ## Styles, scripts and message catalogues; nothing where no source has changed
	@$(BIN)/python hatch_build.py

requirements: .venv/ready-to-test ## Compile requirements/*.txt anew from pyproject.toml (add UPGRADE=1 for newer versions)
	$(COMPILE) $(if $(UPGRADE),--upgrade) pyproject.toml -o requirements/run.txt
	$(COMPILE) $(if $(UPGRADE),--upgrade) pyproject.toml --extra dev -c requirements/run.txt -o requirements/dev.txt
	$(COMPILE) $(if $(UPGRADE),--upgrade) requirements/build.in -c requirements/dev.txt -o requirements/build.txt
	$(COMPILE) $(if $(UPGRADE),--upgrade) requirements/node.in -o requirements/node.txt

messages: .venv/ready-to-test ## Write the strings of the sources into the three message catalogues (needs gettext)
	@$(BIN)/python -m tests.house.catalogues

clean: ## Remove what is made: environment, assets, caches. Databases in var/ stay
	rm -rf .venv build dist src/ortoo/site/static src/ortoo/documents/fonts src/ortoo/site/outlines .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src -name '*.mo' -delete

# The environment. `python3 -m venv` needs Debian's python3-venv; as root it is installed, else the remedy is said.
.venv/made:
	@if [ -z "$(PYTHON)" ] || ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
	  echo "Ortoo needs Python 3.11 or newer. Install it (Debian: apt-get install python3), or name it: make PYTHON=/path/to/python3 ..." >&2; exit 1; fi
	@if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
	  if [ "$$(id -u)" = 0 ]; then echo "Installing python3-venv." >&2; apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y python3-venv >/dev/null; \
	  else echo "Python's venv module is missing. Ask an administrator to run: apt-get install python3-venv" >&2; exit 1; fi; fi
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/ready-to-build: .venv/made requirements/build.txt requirements/node.txt
	@echo "Installing what builds the package." >&2
	@$(PIP) install --require-hashes -r requirements/build.txt
	@$(BIN)/python -c 'import sys, hatch_build; sys.exit(hatch_build.node_program() is None)' || \
	  { echo "Installing Node.js from PyPI: this machine has none that is new enough." >&2; $(PIP) install --require-hashes -r requirements/node.txt; }
	@touch $@

.venv/ready-to-run: requirements/run.txt pyproject.toml .venv/ready-to-build
	@echo "Installing what Ortoo runs on." >&2
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

.venv/ready-to-test: requirements/dev.txt .venv/ready-to-run
	@echo "Installing what tests and checks Ortoo." >&2
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

.PHONY: help run test check bench campaign docs pictures wheel assets requirements messages clean
