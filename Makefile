# A fresh machine needs Python 3.11 or newer, git and make. `.venv` holds exactly what uv.lock says.

UV_VERSION := 0.13.9
UV := .uv/bin/uv
BIN := .venv/bin

export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
unexport VIRTUAL_ENV

# A name on the PATH may be a shim that does not run: each candidate is tried, not only found.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	"$$name" -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1); print(sys.executable)' \
	2>/dev/null && break; done)

LOCKED := uv.lock pyproject.toml hatch_build.py $(wildcard bot/locales/*/LC_MESSAGES/*.po)
UV_STAMP := .uv/$(UV_VERSION)
RUN_STAMP := .venv/.locked
DEV_STAMP := .venv/.locked-dev

.PHONY: run test demo lint bench fuzz chaos catalogues

run: $(RUN_STAMP)
	@exec $(BIN)/feuilleton run

demo: $(RUN_STAMP)
	@exec $(BIN)/feuilleton demo

# On all cores, but four at most: in a container they may be counted that it has no share of.
# `.venv/bin/python -m pytest PATH` is for a part, in one process.
test: $(DEV_STAMP)
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

lint: $(DEV_STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(DEV_STAMP)
	@$(UV) sync --quiet --locked --group dev --group bench --python "$(PYTHON)"
	@set -e; for script in $(sort $(filter-out %/__init__.py,$(wildcard benchmarks/*.py))); do echo "== $$script"; $(BIN)/python -m "benchmarks.$$(basename "$$script" .py)"; done

# Hostile inputs for as long as you like: `make fuzz RUNS=1000000 DOOR=source`.
RUNS ?= 20000
DOOR ?= all

fuzz: $(DEV_STAMP)
	$(BIN)/python -m pytest -q -m fuzz --hypothesis-profile=long
	$(BIN)/python -m tests.fuzz.guided $(DOOR) --runs $(RUNS)

# Random kills and faults; a seed that was printed repeats a run: `make chaos TIMES=1000 SEED=7`.
TIMES ?= 1000

chaos: $(DEV_STAMP)
	@$(BIN)/python -m tests.acceptance.faults.chaos --times $(TIMES) $(if $(SEED),--seed $(SEED))

# For developers: collects the messages of the source and brings the .po files up to date.
catalogues: $(DEV_STAMP)
	$(BIN)/pybabel -q extract -k _ -k template -k template_n:1,2 --omit-header --add-location=file --sort-by-file \
		-o bot/locales/feuilleton.pot bot handlers
	$(BIN)/pybabel -q update -D feuilleton -d bot/locales -i bot/locales/feuilleton.pot \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

# Running needs no developers' tools; where they are, they stay.
$(RUN_STAMP): $(LOCKED) $(UV_STAMP)
	@$(UV) sync --quiet --locked $(if $(wildcard $(DEV_STAMP)),--group dev) --python "$(PYTHON)"
	@touch $@

$(DEV_STAMP): $(LOCKED) $(UV_STAMP)
	@$(UV) sync --quiet --locked --group dev --python "$(PYTHON)"
	@touch $(RUN_STAMP) $@

$(UV_STAMP):
	@test -n "$(PYTHON)" || { echo "Feuilleton needs Python 3.11 or newer; none was found on the PATH." >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) has no venv module; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@rm -rf .uv
	@"$(PYTHON)" -m venv .uv
	@.uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@
