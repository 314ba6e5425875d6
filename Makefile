# The commands of Exeat. `make demo` and `make test` need nothing but Python 3.11 or newer, make and git.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
SIZE ?= small
SEED ?= 2026
VENV := .venv
RUN := $(VENV)/bin
# Debian packages: text layout and fonts for PDF sheets; a browser without windows for the journeys (only for tests).
PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-core
TEST_PACKAGES := chromium-headless-shell

.PHONY: help
help: ## say what can be typed
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | awk -F ':.*?## ' '{printf "  make %-14s %s\n", $$1, $$2}'

.PHONY: packages
packages: ## the Debian packages that a server needs (as root; otherwise the line to type)
	@bash tools/packages $(PACKAGES)

.PHONY: test-packages
test-packages: packages
	@bash tools/packages $(TEST_PACKAGES)

$(VENV)/made:
	@echo "exeat: making a place for Python packages in $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "exeat: $(PYTHON) is older than 3.11. Type: make PYTHON=python3.11 (or newer)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "exeat: Python cannot make a virtual environment. Type: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/installed: requirements/server.txt pyproject.toml exeat_seal/pyproject.toml | $(VENV)/made
	@echo "exeat: installing what a server needs (about a minute the first time)"
	@$(RUN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/server.txt
	@$(RUN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e ./exeat_seal -e .
	@touch $@

$(VENV)/tested: requirements/dev.txt $(VENV)/installed
	@echo "exeat: installing what the tests need (about a minute the first time)"
	@$(RUN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

.PHONY: install
install: packages $(VENV)/installed catalogues ## install the server; leaves the command at .venv/bin/exeat
	@$(RUN)/exeat --version

.PHONY: catalogues
catalogues: $(VENV)/installed ## compile the Lithuanian catalogues
	@$(RUN)/python -m exeat.config.catalogues

.PHONY: demo
demo: install ## a made-up nation through the whole loop, served (PORT=8000 SIZE=small SEED=2026)
	@EXEAT_MODE=demo EXEAT_FOLDER=var/demo $(RUN)/exeat demo --size $(SIZE) --seed $(SEED) --port $(PORT)

.PHONY: test
test: test-packages $(VENV)/tested catalogues ## everything that must hold before a change lands
	@bash tools/test $(RUN)

.PHONY: quick
quick: $(VENV)/tested catalogues ## what matters while you work, in under a minute
	@bash tools/quick $(RUN)

.PHONY: requirements
requirements: $(VENV)/tested ## resolve the requirements anew, with hashes and without addresses
	@bash tools/requirements $(RUN)

.PHONY: bench-matching
bench-matching: $(VENV)/installed ## Exeat and Splink in turn on sets of the linkage benchmark (DATA="FOLDER ..." ROUNDS=5)
	@test -n "$(DATA)" || { echo "exeat: say where the sets are: make bench-matching DATA=FOLDER"; exit 1; }
	@test -d var/bench-matching || $(PYTHON) -m venv var/bench-matching
	@var/bench-matching/bin/python -m pip install -qq --disable-pip-version-check -r benchmarks/linkage/requirements.txt ./exeat_seal -e '.[matching]'
	@PYTHONPATH=. var/bench-matching/bin/python benchmarks/linkage/compare.py $(DATA) --rounds $(or $(ROUNDS),5)
	@PYTHONPATH=. var/bench-matching/bin/python benchmarks/linkage/contribution.py $(firstword $(DATA)) $(if $(word 2,$(DATA)),--train $(word 2,$(DATA)))

.PHONY: bench-promise
bench-promise: $(VENV)/installed ## what is promised of matches, over many sets of the linkage benchmark together (DATA="FOLDER ...")
	@test -n "$(DATA)" || { echo "exeat: say where the sets are: make bench-promise DATA=\"FOLDER FOLDER\""; exit 1; }
	@PYTHONPATH=. $(RUN)/python benchmarks/linkage/calibration.py $(DATA)

.PHONY: walk
walk: install ## follow every link of a demonstration from every seat, in both languages (takes five minutes)
	@EXEAT_FOLDER=var/walk $(RUN)/exeat demo --anew --no-serve
	@PYTHONPATH=. $(RUN)/python tools/walk_demo.py var/walk

.PHONY: screenshots
screenshots: test-packages $(VENV)/tested catalogues ## take the pictures of docs/screenshots anew
	@EXEAT_SCREENSHOTS=1 $(RUN)/python -m pytest -m browser tests/journeys

.PHONY: clean
clean: ## take away what make made
	rm -rf $(VENV) var dist .mypy_cache .ruff_cache .pytest_cache

.PHONY: test-spark
test-spark: $(VENV)/tested ## the slow tests on Spark (installs pyspark; needs Java 17)
	@command -v java >/dev/null || { echo "exeat: Spark needs Java 17. Type: apt-get install openjdk-17-jre-headless"; exit 1; }
	@$(RUN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/spark.txt
	@EXEAT_MODE=test $(RUN)/python -m pytest -n 0 tests/engines/test_on_spark.py tests/linkage/test_on_spark.py

.PHONY: bench-law
bench-law: $(VENV)/installed ## the law engine beside its peers on the same stays (STAYS=1e7; needs Java 17 for Spark)
	@test -d var/bench-law || $(PYTHON) -m venv var/bench-law
	@var/bench-law/bin/python -m pip install -qq --disable-pip-version-check -r benchmarks/law/requirements.txt -e '.[matching,spark]'
	@PYTHONPATH=. var/bench-law/bin/python benchmarks/law/compare.py $(or $(STAYS),1e7)
