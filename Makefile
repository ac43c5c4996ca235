# Every target sets up what it needs; `make run` is the one to start with.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -W ignore -m pip install -qqq --disable-pip-version-check --no-deps

.PHONY: install run test check format questions bench constraints clean

run: .venv/.run
	$(BIN)/teapot play

install: .venv/.run

test: .venv/.test
	$(BIN)/pytest

check: .venv/.test
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/python -m knowledge check
	$(BIN)/pip check --quiet

format: .venv/.test
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

questions: .venv/.test
	$(BIN)/python -m tests.scoring

bench: .venv/.test
	$(BIN)/python -m tests.bench

.venv/.run: constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Teapot needs Python 3.11 or newer; name one with: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	$(INSTALL) --require-hashes -r constraints.txt
	$(INSTALL) --no-build-isolation --editable .
	@touch $@

.venv/.test: .venv/.run tests/constraints.txt
	$(INSTALL) --require-hashes -r tests/constraints.txt
	@touch $@

# Resolve newer versions and write their hashes; neither file names an index.
RESOLVE := .venv/resolve/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate pyproject.toml
constraints: .venv/.run
	$(PYTHON) -m venv .venv/resolve
	.venv/resolve/bin/pip install --quiet uv
	$(RESOLVE) --extra build --output-file constraints.txt
	$(RESOLVE) --extra build --extra dev --constraint constraints.txt --output-file tests/constraints.txt

clean:
	rm -rf .venv *.egg-info .mypy_cache .pytest_cache .ruff_cache
