# What can be made: make help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := out

# Each of a hundred processes would compile the same modules again.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup run test style compiled coverage bench train docs bundle release lock clean

help: ## list what make can do
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(VENV)/.ready ## put everything that Yike needs into .venv

$(VENV)/.installed: requirements.lock release/build.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Yike needs Python 3.11 or newer: make PYTHON=python3.11 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock -r release/build.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.ready: $(VENV)/.installed
	$(BIN)/python -m compileall -q bot geo maps data
	$(BIN)/yike data prepare
	touch $@

$(VENV)/.dev: $(VENV)/.installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

run: setup ## answer three questions, draw a circle, and serve the conversation
	$(BIN)/yike demo --out $(OUT)

test: setup $(VENV)/.dev ## check style, types, layers, dependencies and behaviour
	$(MAKE) --jobs=2 --output-sync=target style compiled
	$(BIN)/pytest --numprocesses=3 --dist=worksteal

style: # what is told without a run
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/deptry .
	$(BIN)/mypy
	$(BIN)/yike data check

compiled: # once, not in each process of the tests
	$(BIN)/python -m tests.machine_code
	$(BIN)/pytest --collect-only > /dev/null || true  # a fault is told by the run itself

coverage: setup $(VENV)/.dev ## run the tests once more, and show which branches none of them takes
	$(BIN)/pytest --numprocesses=2 --dist=worksteal --cov --cov-report=term:skip-covered

bench: setup $(VENV)/.release ## measure beside other engines, and write docs/benchmarks.md
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bench/requirements.lock
	$(BIN)/pytest -m storm
	$(BIN)/python -m bench.engine
	$(BIN)/python -m bench.coverage
	$(BIN)/python -m bench.telegram
	$(BIN)/python -m bench.web
	$(BIN)/python -m bench.understanding
	$(BIN)/python -m bench.rooms
	$(BIN)/python -m bench.any_text

train: setup $(VENV)/.dev ## train the second reader of sentences from the corpora again
	$(BIN)/python -m tests.corpus.training
	$(BIN)/python -m tests.corpus.danger_training

$(VENV)/.release: $(VENV)/.dev release/requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r release/requirements.lock
	touch $@

docs: $(VENV)/.installed docs/requirements.lock ## make the documentation as a site, in out/site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r docs/requirements.lock
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going -j auto -c docs . $(OUT)/site

bundle: setup $(VENV)/.release ## make folders that install without internet, in out/bundle
	$(BIN)/python -m release.bundle

release: setup $(VENV)/.release ## build, check and try a version, in out/release
	$(BIN)/python -m release.package

lock: ## renew the lock files (needs uv)
	uv pip compile --no-emit-index-url --generate-hashes --universal --python-version 3.11 --no-header --quiet --upgrade pyproject.toml -o requirements.lock
	uv pip compile --no-emit-index-url --generate-hashes --universal --python-version 3.11 --no-header --quiet --upgrade pyproject.toml --extra cluster --group dev -c requirements.lock -o requirements-dev.lock
	uv pip compile --no-emit-index-url --generate-hashes --universal --python-version 3.11 --no-header --quiet --upgrade pyproject.toml --group bench -c requirements-dev.lock -o bench/requirements.lock
	uv pip compile --no-emit-index-url --generate-hashes --universal --python-version 3.11 --no-header --quiet --upgrade --group build -c requirements-dev.lock -o release/build.lock
	uv pip compile --no-emit-index-url --generate-hashes --universal --python-version 3.11 --no-header --quiet --upgrade --group release -c requirements-dev.lock -o release/requirements.lock
	uv pip compile --no-emit-index-url --generate-hashes --universal --python-version 3.11 --no-header --quiet --upgrade --group docs -c requirements-dev.lock -o docs/requirements.lock

clean: ## take away all that can be made again
	rm -rf $(VENV) $(OUT) data/.yike .mypy_cache .ruff_cache .pytest_cache .coverage
