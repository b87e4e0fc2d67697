# One command each; `make help` lists them. The environment is .venv in this folder.
.DEFAULT_GOAL := help
SHELL := /bin/bash

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed
# What tests and authors need beside it: a quarter more to load, which no trainee needs.
TOOLS := $(VENV)/.installed-tools
EVERYTHING := .[test,dev]
# The language of the start page: `make lab lang=zh`; without it, that of your system.
lang ?=
port ?=
# Answers given while the tests run must not land among the trainee's own; and every engine that they start would
# compile kamlib anew where the system forbids Python to keep what it compiled.
TEST_ENV := KAM_ANSWERS=$$(mktemp -d) PYTHONWARNINGS= PYTHONDONTWRITEBYTECODE=

.PHONY: help install lab test lint build check unit notebooks browser bench clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

install: $(STAMP) ## Set up the environment in .venv

# On Debian without python3-venv the attempt leaves a Python without pip behind: the next one completes it.
define install
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else 1)' || \
	  { echo "This needs Python 3.11 or newer; say which with: make install PYTHON=python3.12"; exit 1; }
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV) || \
	  { echo "Python could not make an environment; on Debian and Ubuntu install python3-venv first."; exit 1; }
	@if $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt uv; then \
	  $(VENV)/bin/uv pip install --python $(PY) --compile-bytecode -c constraints.txt -e $(1); \
	else \
	  $(PY) -m pip install --disable-pip-version-check -c constraints.txt -e $(1); \
	fi
	@touch $@
endef

$(STAMP): pyproject.toml constraints.txt
	$(call install,.)

$(TOOLS): pyproject.toml constraints.txt
	$(call install,'$(EVERYTHING)')
	@touch $(STAMP)

lab: $(STAMP) ## Open the workbook in JupyterLab (lang=en or lang=zh, port=8888)
	@$(VENV)/bin/kam lab $(if $(lang),--lang $(lang)) $(if $(port),--port $(port))

test: lint check unit notebooks browser ## Set up everything and run all tests
	@echo "All tests passed."

lint: $(TOOLS) ## Check the style of the code
	$(PY) -m ruff check .

build: $(TOOLS) ## Derive the notebooks of both languages from their sources
	$(PY) tools/build.py

check: $(TOOLS) ## Check that the notebooks are what their sources give
	$(PY) tools/build.py --check

unit: $(TOOLS) ## Run the unit tests and the examples in the docstrings
	$(TEST_ENV) $(PY) -m pytest -q -n 2 --ignore tests/browser

notebooks: $(TOOLS) ## Run every notebook from first to last cell
# Three at once: while one waits for its engine to begin or to end, the others keep two cores busy.
	$(TEST_ENV) $(PY) -m pytest -q -o addopts="" --nbval-lax -n 3 --dist loadscope \
	  course/en course/zh exercises solutions

browser: $(TOOLS) ## Run the browser tests (needs Chromium)
	$(TEST_ENV) $(PY) -m pytest -q -n 2 -rs tests/browser

bench: $(TOOLS) ## Measure the figures that the workbook promises
	$(PY) tools/bench.py

clean: ## Remove the environment and the caches; your answers stay
	rm -rf $(VENV) build kamlib.egg-info .pytest_cache .ruff_cache .hypothesis
