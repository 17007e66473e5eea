# Everything a contributor runs. Needs Python 3.11+, git and GNU make 3.81+; the rest goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
# On two cores one process was the faster; with more: make test PYTEST_ARGS="-n auto --dist loadgroup"
PYTEST_ARGS ?=
# make pins PINS=--upgrade looks for newer versions; without it only what pyproject.toml asks for moves.
PINS ?=
# make bench BENCH=quick takes a few minutes and leaves the page of results alone; BENCH="starts many" names themes.
BENCH ?=

# The user's own pip settings may add folders of wheels: their names and hashes have no place in the pins.
COMPILE = env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null \
	CUSTOM_COMPILE_COMMAND="make pins" $(VENV)/pins/bin/python -m piptools compile $(PINS) --no-config --quiet \
	--generate-hashes --strip-extras --annotation-style=line \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

.DELETE_ON_ERROR:
.PHONY: help demo test bench lint format types pins clean system

help:
	@echo "make demo    render the example campaign and say where its bundle and preview are"
	@echo "make test    ruff, mypy and all the tests (installs Chromium and zbar where it may)"
	@echo "make bench   measure socloc beside its peers, and write tests/bench/RESULTS.md (BENCH=quick only prints)"
	@echo "make lint    ruff, and whether everything is formatted"
	@echo "make format  format, and repair what ruff can"
	@echo "make types   mypy --strict"
	@echo "make pins    write .ci/requirements*.txt from pyproject.toml (PINS=--upgrade for newer versions)"
	@echo "make clean   remove what these targets made"

demo: $(VENV)/.ready-run
	@$(BIN)/socloc render examples/tea-house/campaign.yaml -o demo-bundles

test: system $(VENV)/.ready-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest $(PYTEST_ARGS)

bench: $(VENV)/.ready-dev .bench/python/.ready
	$(BIN)/python -m tests.bench $(BENCH)

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/.ready-dev
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

types: $(VENV)/.ready-dev
	$(BIN)/mypy

pins: $(VENV)/pins/.ready
	$(COMPILE) --build-deps-for editable -o .ci/requirements.txt pyproject.toml
	$(COMPILE) --extra dev -c .ci/requirements.txt -o .ci/requirements-dev.txt pyproject.toml
	$(COMPILE) -o .ci/requirements-bench.txt .ci/requirements-bench.in

clean:
	rm -rf $(VENV) .bench dist demo-bundles .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find socloc tests -name __pycache__ -prune -exec rm -rf {} +

system:
	@sh .ci/system-packages "$(PYTHON)"

# A test run must find python3-venv installed before it makes its environment, hence the order-only system.
$(BIN)/python: | $(if $(filter test,$(MAKECMDGOALS)),system)
	@sh .ci/create-venv "$(VENV)" "$(PYTHON)"

# The tools that build the editable install are pinned in the same file, so nothing is fetched unpinned.
$(VENV)/.ready-run: pyproject.toml .ci/requirements-pip.txt .ci/requirements.txt | $(BIN)/python
	@echo "installing what socloc needs into $(VENV) (once, until the pins change) ..."
	@$(PIP) install --quiet --require-hashes -r .ci/requirements-pip.txt
	@$(PIP) install --quiet --require-hashes -r .ci/requirements.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-dev: .ci/requirements-dev.txt $(VENV)/.ready-run
	@echo "installing what the tests need into $(VENV) ..."
	@$(PIP) install --quiet --require-hashes -r .ci/requirements-dev.txt
	@touch $@

# An environment of their own: peers must not move what socloc runs with. Where they cannot be installed, the benchmarks say so and go on.
.bench/python/.ready: .ci/requirements-bench.txt
	@echo "installing the peers in Python into .bench (once, until the pins change) ..."
	@sh .ci/create-venv .bench/python "$(PYTHON)" && \
		.bench/python/bin/python -m pip --disable-pip-version-check --no-input install --quiet --require-hashes \
			-r .ci/requirements-bench.txt && \
		touch $@ || echo "they could not be installed, and are left out" >&2

$(VENV)/pins/.ready: | $(BIN)/python
	@sh .ci/create-venv "$(VENV)/pins" "$(PYTHON)"
	$(VENV)/pins/bin/python -m pip install --quiet "pip-tools==7.6.2"
	@touch $@
