# Woodshed: everything a person types. Works with GNU make 3.81 (macOS) and a POSIX shell.
#
#   make run [SONG=path]    sets up and opens the app        make test    sets up and tests it

VENV := .venv
BIN := $(VENV)/bin

# The demo song, unless one is named. $(value) keeps a $ in a file name what it is.
SONG ?= resources/demo/woodshed_blues.ogg
override SONG := $(value SONG)
export SONG

# What pip installed stands in these files; a changed pyproject.toml makes them stale.
APP := $(VENV)/.installed-app
DEV := $(VENV)/.installed-dev

.DEFAULT_GOAL := help
.PHONY: help run test test-all bench lint format demo translations screenshots clean app-libraries test-libraries

help:
	@echo "make run              set up and open the app with the demo song"
	@echo "make run SONG=path    set up and open the app with a song of yours"
	@echo "make test             set up and run the tests (but not the slow ones)"
	@echo "make test-all         the slow ones too"
	@echo "make bench            measure the figures of the README (25 minutes)"
	@echo "make lint             ruff and mypy"
	@echo "make format           let ruff put the code in shape"
	@echo "make demo             synthesise the demo song anew"
	@echo "make translations     read the window's words from the code, pack their translations"
	@echo "make screenshots      photograph the window in every size and theme, and for the README"
	@echo "make clean            remove .venv and all that was built"

run: app-libraries $(APP)
	@"$(BIN)/woodshed" "$$SONG"

# Two at a time, since many tests wait; but nothing disturbs those that record the running app.
test: test-libraries $(APP)
	"$(BIN)/python" -m pytest -n 2 --dist worksteal -m "not slow and not end_to_end"
	"$(BIN)/python" -m pytest -m "not slow and end_to_end"

test-all: test-libraries $(APP)
	WOODSHED_HYPOTHESIS_PROFILE=exploring "$(BIN)/python" -m pytest -n 2 --dist worksteal -m "not end_to_end"
	WOODSHED_HYPOTHESIS_PROFILE=exploring "$(BIN)/python" -m pytest -m "end_to_end"

bench: test-libraries $(APP)
	"$(BIN)/python" -m tests.benchmarks

lint: $(DEV)
	"$(BIN)/ruff" check
	"$(BIN)/ruff" format --check
	"$(BIN)/mypy"

format: $(DEV)
	"$(BIN)/ruff" check --fix
	"$(BIN)/ruff" format

demo: $(APP)
	"$(BIN)/python" -m resources.demo.compose

translations: $(APP)
	"$(BIN)/python" -m resources.translations.update

screenshots: $(APP)
	"$(BIN)/python" -m tests.end_to_end.screenshots build/pictures resources/pictures/practising-dark.png

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Looked at every time: it takes a moment when nothing is missing.
app-libraries:
	@sh .ci/system-libraries

test-libraries:
	@sh .ci/system-libraries --tests

$(BIN)/python:
	@python=$$(sh .ci/find-python) && \
	    echo "Making $(VENV) with $$python" && "$$python" -m venv $(VENV)

$(APP): pyproject.toml | $(BIN)/python
	@echo "Installing the app into $(VENV) (the first time takes minutes: PyTorch is large)"
	@"$(BIN)/python" -m pip install --disable-pip-version-check --quiet -e ".[test]"
	@"$(BIN)/python" -m compileall -q app player separation resources # pip leaves this to the first start
	@"$(BIN)/python" -c "import librosa.onset" # compiles itself once: the first song's beats need not wait
	@touch $@

$(DEV): pyproject.toml $(APP)
	@"$(BIN)/python" -m pip install --disable-pip-version-check --quiet -e ".[dev]"
	@touch $@
