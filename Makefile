# make app   open the window (on a machine without a display: detect on a sample, headless)
# make test  everything that must hold: lint, types, layers, tests offscreen and, where it matters,
#            once more in a real window
# Both make a virtual environment in .venv first, and install the system libraries Qt needs
# where they are missing (Debian and Ubuntu).

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Many tests start programs of their own, which would each compile all they import.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: app test offscreen test-slow lint bench pictures translations clean

app: $(VENV)/app
	@bash .ci/app

# Types are checked while the first tests wait for files and threads.
test: $(VENV)/dev
	@bash .ci/system-libraries window
	@$(MAKE) --no-print-directory --jobs 2 lint offscreen
	@bash .ci/in-window $(BIN)/python

# A module's tests stay in one process, so that what they share is made once. They are collected
# beforehand, so that their assertions are rewritten once and not in each process; what is wrong
# there, the tests themselves tell.
offscreen: $(VENV)/dev
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest --collect-only -q > /dev/null 2>&1 || true
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

test-slow: $(VENV)/dev
	@bash .ci/system-libraries window
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m slow

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/dev
	@bash .ci/system-libraries
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

# Take the README's pictures anew. RUN: folder of the run that Train shows; without it, its stays.
pictures: $(VENV)/dev
	@bash .ci/system-libraries
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.readme_pictures $(if $(RUN),--run "$(RUN)")

# Collect the words of the window for translation, and compile what is translated.
translations: $(VENV)/dev
	$(BIN)/python resources/translations/update.py

$(VENV)/app: pyproject.toml
	@bash .ci/system-libraries
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/dev: pyproject.toml
	@bash .ci/system-libraries
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
