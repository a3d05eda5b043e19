# For Unix. README shows the three plain commands for the others.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
HEADED ?=
# Test processes: one more than cores, so that none idles while a test waits for its page; with more they hinder each other.
JOBS   ?= 3
# Compiled files are kept, also where the machine is set not to: each process that a test starts would compile anew.
export PYTHONDONTWRITEBYTECODE =
BIOME  := npm exec --yes --package=@biomejs/biome@2.6.8 -- biome

.PHONY: demo test test-all test-fast coverage lint bench mutants lock fuzz clean tools

demo: $(READY)  ## leave an account on the practice console and show its trail
ifeq ($(HEADED),)
	$(BIN)/mi-runner demo
else
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then $(BIN)/mi-runner demo --headed; \
	else sh .ci/need xvfb-run xvfb && xvfb-run -a $(BIN)/mi-runner demo --headed; fi
endif

test: $(READY) tools  ## the test suite, as for every change
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal --durations=25 -m "not thorough"

test-all: $(READY) tools  ## besides, what goes the same way with other data; before a release
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal --durations=25

test-fast: $(READY)  ## everything without a browser, and one account left
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m "(not browser or in_fast) and not thorough" --durations=10

coverage: $(READY) tools  ## which lines and branches the tests pass
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest -n $(JOBS) --dist worksteal --durations=25 -m "not thorough"
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

lint: $(READY)  ## style and types, of Python and of the JavaScript
	$(BIN)/ruff check .
	$(BIN)/mypy
	@sh .ci/need npm npm
	$(BIOME) lint --error-on-warnings --diagnostic-level=warn

bench: $(READY)  ## how fast it is beside the scripts that a person would write; writes docs/performance.md
	$(BIN)/python bench/peers --install

mutants: $(READY)  ## whether the tests notice a wrong line in the safety modules; takes an hour, writes docs/mutation.md
	$(BIN)/python -m pip install --quiet cosmic-ray==8.7.0
	$(BIN)/python -m bench.mutants

lock: $(READY)  ## lock every requirement of every extra with its hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header --quiet --output-file .ci/requirements.lock

fuzz: $(READY)  ## 100,000 cases for everything that strangers write, and as many guided by the code; takes hours
	$(BIN)/python -m bench.fuzz
	$(BIN)/python -m pip install --quiet atheris==3.0.0
	$(BIN)/python -m bench.fuzz.guided

tools:  # what only the tests need of the system
	@sh .ci/need Xvfb xvfb
	@sh .ci/need tesseract tesseract-ocr
	@sh .ci/need ssh-keygen openssh-client
	@sh .ci/need npm npm
	@sh .ci/need openssl openssl
	@sh .ci/need pdftotext poppler-utils
	@sh .ci/need dovecot dovecot-imapd
	@sh .ci/need initdb postgresql

$(READY): pyproject.toml
	@sh .ci/need-venv $(PYTHON)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[evidence,batch]' --group dev
	$(BIN)/mi-runner doctor --install-browser
	@touch $@

clean:
	rm -rf $(VENV) .mutants .pytest_cache .mypy_cache .ruff_cache .pytest-playwright .coverage .coverage.*
