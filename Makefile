# make run | test | bench | crash | soak | fuzz | suites | setup | lock
PYTHON ?= python3
BIN := .venv/bin
CONFIG := $(firstword $(wildcard config.toml) config.example.toml)

.PHONY: run test bench crash soak fuzz suites setup lint format lock clean

run: setup
	@exec $(BIN)/rasid run --config $(CONFIG)

test: lint
	$(BIN)/pytest

bench: setup .venv-bench/.done
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python -m benchmarks.deciding
	$(BIN)/python -m benchmarks.polling
	$(BIN)/python -m benchmarks.matching
	$(BIN)/python -m benchmarks.scale
	$(BIN)/python -m benchmarks.year

# What polling is measured against, apart from what Rasid needs.
.venv-bench/.done: requirements-bench.txt
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@

# Kills a bot a thousand times and counts what arrives; takes half an hour or more.
KILLS ?= 1000
crash: .venv/.dev
	$(BIN)/python -m tests.end_to_end.campaign --kills $(KILLS)

# A week of news in ten minutes, on platforms and feeds that fail.
MINUTES ?= 10
soak: .venv/.dev
	$(BIN)/python -m tests.end_to_end.soak --minutes $(MINUTES)

# Hostile bytes: what they reach guides the fuzzer, which needs a Python that atheris has a wheel for.
SECONDS ?= 600
fuzz: .venv/.fuzz
	for target in feed plain_feed markup reading story config; do \
		$(BIN)/python -m tests.fuzzing $$target --seconds $(SECONDS) || exit 1; done

# Every document of feedparser's own test suite, which comes with its source: none harms, and the quick way of
# reading feeds agrees with feedparser on each.
suites: .venv/.dev
	mkdir -p .fuzzing
	grep -A 2 '^feedparser==' requirements.txt | sed '$$s/ .$$//' > .fuzzing/feedparser.txt
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: \
		--require-hashes --dest .fuzzing -r .fuzzing/feedparser.txt
	$(BIN)/python -m tests.fuzzing.suites .fuzzing/feedparser-*.tar.gz
	tar -xf .fuzzing/feedparser-*.tar.gz -C .fuzzing
	FEEDPARSER_TESTS=$$PWD/.fuzzing $(BIN)/pytest -n 0 tests/feeds/test_plain.py

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/.dev
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

setup: .venv/.run

.venv/.run: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Rasid needs Python 3.11 or newer; set PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.fuzz: .venv/.dev requirements-fuzz.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fuzz.txt
	@touch $@

.venv/.dev: .venv/.run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# Universal: one lock for every platform and Python from 3.11 on. It names no index.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links
PROJECT := --all-extras --group build pyproject.toml
lock:
	$(COMPILE) $(PROJECT) -o requirements.txt
	$(COMPILE) $(PROJECT) --group dev -c requirements.txt -o requirements-dev.txt
	$(COMPILE) --group bench -o requirements-bench.txt
	$(COMPILE) --group fuzz -o requirements-fuzz.txt

clean:
	rm -rf .venv .venv-bench .fuzzing .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
