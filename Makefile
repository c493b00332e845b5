# Everything that a fresh machine needs is set up by `make setup`, on which the other targets rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
ORIGINALS := $(wildcard ../shared/seeds)

.DEFAULT_GOAL := help
.PHONY: help setup run graph test lint format docs pictures clean

help:  ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "drugkg needs Python 3.11 or newer; set PYTHON=")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[all]'
	touch $(STAMP)

setup: $(STAMP)  ## make the environment in .venv

graph: setup  ## build the graph from the sources
	$(BIN)/drugkg build $(if $(ORIGINALS),--originals $(ORIGINALS))

run: setup  ## set up, build the graph if there is none, and open the explorer on this machine
	$(BIN)/drugkg explore $(if $(ORIGINALS),--originals $(ORIGINALS))

test: setup  ## run all tests; a browser is installed for them if there is none
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

lint: setup  ## ruff and mypy, as CI runs them
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup  ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: setup  ## write the generated pages of docs/
	$(BIN)/python -m ontology.reference_pages
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
