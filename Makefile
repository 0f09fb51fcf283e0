# `make` prints what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
# One process of tests more than cores: those that drive a browser mostly wait for it.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1)
# For whom the app is: public, members or secretariat. Any but the public one listens on this machine
# alone, unless its secrets name a provider at whom readers sign in.
AUDIENCE := $(or $(AUDIENCE),$(OBSERVATORY_AUDIENCE),public)
LISTEN = $(if $(filter public,$(AUDIENCE))$(shell grep -sl '^\[auth' .streamlit/secrets.toml),,--server.address 127.0.0.1)

.DEFAULT_GOAL := help
.PHONY: help setup run test quick test-browser nightly sheets refresh lint check check-figures bench

help: ## print this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 or later is needed; '$(PYTHON)' is not. Name another: make PYTHON=python3.12 run" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 && test -x $(BIN)/pip || { rm -rf $(VENV); \
	  echo "The venv module of Python is missing. Type: sudo apt-get install python3-venv" >&2; exit 2; }

$(VENV)/.run: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.run

setup: $(VENV)/.dev ## make the environment .venv with both requirements files

run: export OBSERVATORY_AUDIENCE := $(AUDIENCE)
run: $(VENV)/.run ## build the warehouse if there is none, and serve the app on port 8501 (AUDIENCE=secretariat: theirs)
	@$(BIN)/python -m etl status --quiet 2>/dev/null || $(BIN)/python -m etl refresh --offline
	$(BIN)/python -m streamlit run app.py --server.port $(PORT) --server.headless true $(LISTEN)

test: $(VENV)/.dev ## run the suite, browser tests included where there is a Chromium; no network needed
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

quick: $(VENV)/.dev ## run the tests that need no build: seconds, for each save
	$(BIN)/python -m pytest -n auto tests/architecture tests/catalog tests/methods tests/test_i18n.py tests/test_view.py

test-browser: $(VENV)/.dev ## run the tests that drive a browser, and no others
	OBSERVATORY_BROWSER=required $(BIN)/python -m pytest -n $(WORKERS) -m browser

nightly: $(VENV)/.dev ## run every case of every test, properties on many more examples
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m 'not live' --hypothesis-profile nightly

sheets: $(VENV)/.dev ## every page in three languages, two themes and three widths as pictures in sheets/; ACCEPT=1 takes them as right
	OBSERVATORY_BROWSER=required OBSERVATORY_SHEETS=sheets OBSERVATORY_LOOKS=$(if $(ACCEPT),accept,) \
	  $(BIN)/python -m pytest -n $(WORKERS) -m nightly tests/browser/test_looks.py

refresh: $(VENV)/.run ## pull the figures from the services and publish a new build
	$(BIN)/python -m etl refresh

lint: $(VENV)/.dev ## lint and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: lint ## lint, types, layers
	$(BIN)/python -m pytest -q tests/architecture

check-figures: $(VENV)/.run ## our group averages beside those the World Bank publishes
	@$(BIN)/python -m etl status --quiet 2>/dev/null || $(BIN)/python -m etl refresh --offline
	@$(BIN)/python -m etl check-figures

bench: $(VENV)/.dev ## measure: ratios side by side, in one run
	$(BIN)/python -m benchmarks.refresh_offline
	$(BIN)/python -m benchmarks.pull
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.exports
	$(BIN)/python -m benchmarks.first_paint
