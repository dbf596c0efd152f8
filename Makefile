# make        all checks: format, lint, types, tests          make demo    builds the example edition and says what to open
# make test   sets up and passes the tests                     make bench   pages per second, stage by stage, beside a peer
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
EXAMPLE := examples/lvliang-2020-12

.PHONY: all setup demo test lint bench golden soak clean
all: lint test

setup: $(READY)
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("broadsheet needs Python 3.11 or newer; this is %s. Try: make PYTHON=python3.12" % sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,lint]'
	@touch $@

demo: $(READY)
	$(BIN)/broadsheet build $(EXAMPLE)/page-01.txt -o output/lvliang-2020-12
	@echo
	@echo "The edition:   output/lvliang-2020-12/html/index.html   (open it in a browser, or: $(BIN)/broadsheet preview output/lvliang-2020-12)"
	@echo "The TEI:       output/lvliang-2020-12/tei/lvliang-2020-12.xml"
	@echo "The report:    output/lvliang-2020-12/report.json"

test: $(READY)
	$(BIN)/python -m pytest -n auto

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python scripts/bench.py
	$(BIN)/python scripts/bench_formats.py
	$(BIN)/python scripts/bench_deposit.py
	$(BIN)/python scripts/bench_batch.py

golden: $(READY)
	$(BIN)/python -m pytest tests/test_golden.py -q --rewrite-golden

soak: $(READY)
	$(BIN)/python -m pytest -m soak

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	find output -mindepth 1 ! -name README.md -delete
