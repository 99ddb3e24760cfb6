# The commands of this checkout. Each builds what it needs; none needs an earlier step.
#
#   make demo       read the bundled reports, sum them up, write a page
#   make test       all tests in their short forms
#   make check      style, types, direction of imports, docs
#   make evaluate   the benchmarks against their pinned figures (DATA=folder of the data)
#   make browser    tests in a real browser; browser-tools installs Chromium and axe-core where
#                   it can, so that make test has these tests too
#   make walk       an investigation from end to end in a large record, with times: that of
#                   ACCORDING_WALK_RECORD, else DATA's reports, read in once (takes long)
#   make shots      pictures of all pages of the demo's record in out/shots, to look at: two widths,
#                   light and dark, zoomed, on paper
#   make postgresql a PostgreSQL server by apt-get where it can, so that make test has these tests
#                   too
#   make trust      the long forms of the tests of crashes and hostile input, for hours: docs/trust.md
#   make pictures   the pictures of README and guide anew (needs chromium)
#   make docs       the docs as a site in out/site, which needs no server and no network
#   make train      the encoder's weights anew, from annotation of your own:
#                   make train ANNOTATION="my-brat-folder more.jsonl" OUT=my-encoder
#   make lock       make the pinned requirements anew (needs uv)

PYTHON ?= python3
DATA ?= ../shared/data
AXE := 4.14.1
BIN := .venv/bin
RUNTIME := .venv/.runtime
DEV := .venv/.dev

.PHONY: demo test browser walk shots browser-tools postgresql check trust evaluate pictures docs train lock clean

demo: $(RUNTIME)
	@$(BIN)/python demo/run.py

test: $(DEV)
	$(BIN)/python -m pytest -n auto --dist worksteal

browser: browser-tools
	$(BIN)/python -m pytest tests/browser -n auto --dist loadfile

walk: browser-tools $(if $(ACCORDING_WALK_RECORD),,out/walk.db)
	ACCORDING_WALK_RECORD=$(or $(ACCORDING_WALK_RECORD),out/walk.db) \
	  $(BIN)/python -m pytest tests/browser/test_walk_record.py

shots: browser-tools
	$(BIN)/python -m tests.browser.shots out/shots

out/walk.db: | $(RUNTIME)
	@mkdir -p out && rm -f out/walking.db*
	$(BIN)/according read $(DATA)/reports/articles.jsonl --into out/walking.db
	$(BIN)/according link --record out/walking.db
	@mv out/walking.db $@

browser-tools: $(DEV) .venv/axe/axe.min.js
	@command -v chromium >/dev/null || (command -v apt-get >/dev/null && test "$$(id -u)" = 0 && \
	  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu) || \
	  echo "no Chromium: the tests that need it are skipped"

# For tests only: looks for what keeps people out. MPL-2.0; no part of the package.
.venv/axe/axe.min.js: | $(BIN)/python
	@command -v npm >/dev/null || { echo "no npm: tests with axe-core are skipped"; exit 0; }; \
	  mkdir -p .venv/axe && cd .venv/axe && npm pack --silent axe-core@$(AXE) >/dev/null && \
	  tar -xzf axe-core-$(AXE).tgz --strip-components=1 package/axe.min.js package/LICENSE || \
	  echo "axe-core cannot be had: tests with it are skipped"

# Debian's package starts no server for tests: they start their own, and stop it.
postgresql:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || \
	  (command -v apt-get >/dev/null && test "$$(id -u)" = 0 && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql) || \
	  echo "no PostgreSQL: the tests that need it are skipped"

check: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_imports.py tests/test_docs.py

trust: $(DEV) browser-tools postgresql
	$(BIN)/python -m tests.hostile.patterns
	$(BIN)/python -m tests.crash.bulk 100
	$(BIN)/python -m tests.crash.kills 500
	$(BIN)/python -m tests.crash.disks
	$(BIN)/python -m tests.crash.together 600
	$(BIN)/python -m tests.crash.soak --reports 300000 --minutes 60
	ACCORDING_LONG=1 $(BIN)/python -m pytest tests/crash tests/hostile tests/forgetting \
	  tests/reading/places/test_hostile.py tests/reading/test_parse.py tests/store tests/export/formats/test_round_trip.py tests/export/compared
	ACCORDING_LONG=1 $(BIN)/python -m pytest tests/model tests/reviewing/test_replay.py tests/linking/test_grouping.py \
	  tests/reading/times tests/reading/quantities tests/reading/test_speed.py tests/engine/test_local.py tests/export/formats/test_xml_and_offsets.py
	$(BIN)/python -m tests.hostile.swap 300

evaluate: $(DEV)
	$(BIN)/python -m evaluation.gate --data $(DATA)

pictures: demo
	$(BIN)/python docs/pictures.py

docs: $(DEV)
	PYTHONPATH=. NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --config-file mkdocs.yml
	@echo "Open it in a browser:  $(CURDIR)/out/site/index.html"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "According needs Python 3.11 or later; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv

$(RUNTIME): requirements/runtime.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.txt $(RUNTIME)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

train: $(DEV) $(BIN)/.training
	$(BIN)/python -m training.encoder.train --annotation $(ANNOTATION) --out $(OUT)

$(BIN)/.training: requirements/training.txt $(DEV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/training.txt
	@touch $@

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate pyproject.toml requirements/build.in -o requirements/runtime.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate --extra dev pyproject.toml requirements/build.in -c requirements/runtime.txt \
	  -o requirements/dev.txt

clean:
	rm -rf .venv out
