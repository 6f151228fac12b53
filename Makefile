# `make` by itself lists the verbs: the lines below that carry a double hash.
# Two of them are enough on a fresh machine: `make run` and `make test`.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install
# The first of these that runs, is 3.11 or later and can make environments; `make PYTHON=…` decides.
# An environment that is there already is kept.
PYTHONS := $(or $(PYTHON),python3 python3.13 python3.12 python3.11)
SUITABLE := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
DEMONSTRATION := var/tamnhin.db

.PHONY: help
help:
	@echo 'Tầm Nhìn'; echo
	@sed -n 's/^\([a-z]*\):.*## /\1 /p' $(MAKEFILE_LIST) | \
		while read -r verb says; do printf '  make %-9s %s\n' "$$verb" "$$says"; done

.PHONY: run
run: database ## everything from nothing, then serve on http://127.0.0.1:8050
	@exec $(BIN)/tamnhin serve --link

.PHONY: test
test: $(VENV)/.stamp-tests vendor ## everything from nothing, then all tests
	@sh tests/debian.sh
	@$(BIN)/python -m compileall -q -j 0 -x '/(\.venv|tests|var)/' .  # hundreds of processes start
	TMPDIR=$$(sh tests/room.sh) $(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder \
		--durations=15 $(ARGS)

.PHONY: lint
lint: $(VENV)/.stamp-tests ## style, types, layers of imports, secrets, known vulnerabilities
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.leaks
	$(BIN)/python -m tests.dependencies

.PHONY: install
install: $(VENV)/.stamp vendor ## the environment, with .venv/bin/tamnhin

.PHONY: bench
bench: $(VENV)/.stamp-tests vendor ## measure, print the table, write var/bench.json
	@sh tests/debian.sh
	$(BIN)/python -m benchmarks.bench

.PHONY: soak
soak: $(VENV)/.stamp-tests vendor ## a wall for weeks, fifty times as fast; write var/soak.json
	@sh tests/debian.sh
	$(BIN)/python -m benchmarks.soak

.PHONY: shots
shots: $(VENV)/.stamp-tests vendor ## pictures of every page at three sizes, in var/shots
	@sh tests/debian.sh
	$(BIN)/python -m tests.browser.shots

$(VENV)/.stamp: requirements.txt pyproject.toml
	@for python in $(BIN)/python $(PYTHONS); do \
		if $$python -c '$(SUITABLE)' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo 'Tầm Nhìn needs Python 3.11 or later with its venv module; looked for: $(PYTHONS).' >&2; \
		echo 'On Debian: apt-get install python3 python3-venv. Elsewhere: make PYTHON=/path/to/python3' >&2; \
		exit 1; \
	fi; \
	echo "→ Environment in $(VENV) with $$($$found --version)"; \
	if [ $$found != $(BIN)/python ]; then $$found -m venv --clear $(VENV); fi
	@echo '→ Packages (once, about a minute)'
	@$(PIP) --requirement requirements.txt
	@$(PIP) --quiet --no-deps --editable .
	@touch $@

$(VENV)/.stamp-tests: tests/requirements.txt tests/chdb.txt $(VENV)/.stamp
	@echo '→ Packages of the tests'
	@$(PIP) --requirement requirements.txt --requirement tests/requirements.txt
	@$(PIP) --no-deps --requirement tests/chdb.txt
	@touch $@

# Fonts, style sheets and plotly.js out of the packages, so that no page asks another host for them,
# packed as small as they can be (some ten seconds).
.PHONY: vendor
vendor: assets/1-vendor/.stamp
assets/1-vendor/.stamp: config/vendor.py config/packed.py config/plotly_bundle.py $(VENV)/.stamp
	@echo '→ Fonts, style sheets and scripts'
	@rm -rf $(@D)
	@$(BIN)/python -c 'from pathlib import Path; from config.vendor import build_vendor; \
		build_vendor(Path("$(@D)"))'
	@touch $@

# The demonstration is made beside its place and moved there whole: one that was interrupted is
# made anew. A database that TAMNHIN_DATABASE_URL names gets it only while nothing is loaded in it.
.PHONY: database
ifdef TAMNHIN_DATABASE_URL
database: install
	@$(BIN)/python -m data_access.migrate --filled; code=$$?; \
		if [ $$code = 3 ]; then $(BIN)/tamnhin demo; else exit $$code; fi
else
database: $(DEMONSTRATION)
	@$(BIN)/python -m data_access.migrate
$(DEMONSTRATION): | install
	@echo '→ Demonstration province'
	@mkdir -p var && rm -f $@.part* $@-wal $@-shm
	@TAMNHIN_DATABASE_URL=sqlite:///$@.part $(BIN)/tamnhin demo
	@if [ -e $@.part-wal ]; then mv $@.part-wal $@-wal; fi
	@mv $@.part $@ && rm -f $@.part-shm
endif
