# Two commands: `make serve` shows the manual, `make test` checks everything. The rest is for authors and maintainers.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
LOCK := --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet
BIN := $(VENV)/bin
# Material prints an advert for its successor at every run otherwise.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: serve test check build bench golden schema lock clean

serve: $(VENV)/.serve
	@echo "http://127.0.0.1:$(PORT)/"
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

test: $(VENV)/.test
	$(BIN)/python tests/fetch_tools.py
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/pytest

check: $(VENV)/.serve
	$(BIN)/training-manual check --coverage

build: $(VENV)/.serve
	$(BIN)/training-manual build

# jieba is what bare Material needs to search Chinese; it stands apart, so that no other build picks it up.
bench: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --target $(VENV)/bench jieba==0.42.1
	PYTHONPATH=$(VENV)/bench $(BIN)/python bench/run.py
	$(BIN)/python bench/tapping.py

# After a change that is meant to change what comes out.
golden: $(VENV)/.test
	$(BIN)/training-manual schema schema
	$(BIN)/pytest --update-golden tests/test_changes.py tests/test_goldens.py tests/test_problems.py tests/test_schema.py

# New versions of everything, with hashes and without addresses of registries.
lock: $(VENV)/.test
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml $(LOCK) --extra build -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml $(LOCK) --extra build --extra dev -c requirements.txt -o requirements-dev.txt


$(VENV)/.serve: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements-dev.txt $(VENV)/.serve
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) site dist
