# Everything that a fresh machine needs is set up by `make setup`, on which the other targets rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
ORIGINALS := $(wildcard ../shared/seeds)
# tests/conftest.py gives each process one file after the other, long ones first, and all browser tests to one process.
PYTEST := -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
# What needs no whole graph, originals, browser or server: these tests are traced by every `make test`, also in workers
# and commands. `make test TRACED=1` traces the others too.
FAST := not (whole_graph or originals or browser or server or slow or wheel)
TRACER := $(if $(TRACED),-m coverage run)
BENCH := build/bench/graph
BEFORE := build/bench/before
DRUGS := 1 10 100

# Compiled modules are kept, wherever that is switched off: the tests start many processes.
export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.PHONY: extraction-report help setup run graph tools test test-fast test-wheel coverage uncovered bench bench-explorer lint format docs pictures clean

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

# The programs that a newer pip writes start faster; without it, that of Python does.
$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "drugkg needs Python 3.11 or newer; set PYTHON=")'
	$(PYTHON) -m venv $(VENV)
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[all]'
	touch $(STAMP)

setup: $(STAMP)  ## make the environment in .venv

graph: setup  ## build the graph from the sources
	$(BIN)/drugkg build $(if $(ORIGINALS),--originals $(ORIGINALS))

run: setup  ## set up, build the graph if there is none, and open the explorer on this machine
	$(BIN)/drugkg explore $(if $(ORIGINALS),--originals $(ORIGINALS))

tools: setup  ## install a browser, Virtuoso and Comunica for the tests if there are none
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.support.virtuoso
	$(BIN)/python -m tests.support.comunica

test: tools  ## run all tests, the fast ones traced, and print the lines that no traced test reached
	$(BIN)/coverage erase
	$(BIN)/python -m coverage run $(PYTEST) -m "$(FAST)" --ignore tests/whole_graph --ignore tests/browser
	$(BIN)/python $(TRACER) $(PYTEST) -m "not wheel and not ($(FAST))" tests
	$(MAKE) uncovered

test-fast: setup  ## run the tests that need no whole graph, originals, browser or server
	$(BIN)/python $(PYTEST) -m "$(FAST)" --ignore tests/whole_graph --ignore tests/browser

test-wheel: setup  ## install the wheel in a fresh environment and use it there; needs the package index
	$(BIN)/python -m pytest -m wheel tests/test_wheel.py

coverage: setup  ## run `make test` with every test traced
	$(MAKE) test TRACED=1

uncovered: setup  ## print the lines that no traced test reached, and fail on a module that none ran
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report
	$(BIN)/python -m tests.support.unreached

bench: setup  ## measure start-up, saved queries and the explorer; docs/benchmarks.md explains the figures
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/drugkg build -q --store $(BENCH)
	$(BIN)/python -m benchmarks.startup $(BENCH)
	$(BIN)/python -m benchmarks.saved_queries $(BENCH)
	$(BIN)/python -m benchmarks.explorer $(BENCH)
	-test -d $(BEFORE) || git worktree add --detach $(BEFORE) 5af517e
	$(BIN)/python -m benchmarks.scale $(dir $(BENCH))scale $(DRUGS) --write docs/benchmarks.md $$(test -d $(BEFORE) && echo --before $(BEFORE))
	$(BIN)/python -m benchmarks.pages $(dir $(BENCH))scale/now/graph1 $(dir $(BENCH))scale/now/graph$(lastword $(DRUGS))

bench-explorer: setup  ## measure the pages of the explorer next to a bare Streamlit page, and a click in the picture
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/drugkg build -q --store $(BENCH)
	$(BIN)/python -m benchmarks.explorer $(BENCH)

lint: setup  ## ruff, mypy and the docstrings, as CI runs them
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/flake8

format: setup  ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

extraction-report: setup  ## measure extraction (practice half, traps) and write docs/extraction.md
	$(BIN)/python -m tests.support.extraction_report

docs: setup  ## write the generated pages of docs/
	$(BIN)/python -m ontology.reference_pages
	$(BIN)/python -m ontology.mappings.coverage_page
	$(BIN)/python -m queries.saved_queries.reference_page
	$(BIN)/python -m queries.api_page
	$(BIN)/python -m ingest.reference_page
	$(BIN)/python -m tests.support.architecture_page
	$(BIN)/python -m ui.commands.reference_page

pictures: setup  ## take the pictures of the explorer that the README shows
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.browser.screenshots

clean:  ## remove the environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
