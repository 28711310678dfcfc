# Each command sets up all that it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve check test bench requirements clean

site: $(VENV)/site.done  ## build the site into site/; AS_OF=2025-12-31 builds it as the record stood that day
	$(BIN)/mkdocs build --strict --quiet --site-dir .build/site
ifndef AS_OF
	@for day in $$($(BIN)/python hooks/list_editions.py); do \
	  AS_OF=$$day PRESENT=../../ $(BIN)/mkdocs build --strict --quiet --site-dir .build/editions/$$day || exit 1; \
	  mkdir -p .build/site/editions && mv .build/editions/$$day .build/site/editions/$$day || exit 1; \
	done
endif
	rm -rf site && mv .build/site site
	@echo "The site is in site/index.html"

serve: $(VENV)/site.done  ## show the site on http://127.0.0.1:8000 and reload it on every change
	$(BIN)/mkdocs serve

check: $(VENV)/site.done  ## tell every mistake in data/ and docs/ without building
	$(BIN)/python hooks/check_data.py

test: $(VENV)/test.done  ## pass the tests; brings its own browser
	$(BIN)/python -m pytest tests -q

bench: $(VENV)/test.done  ## compare this build with plain mkdocs-material on the same pages
	$(BIN)/python tests/bench.py

requirements: $(VENV)/site.done  ## pin requirements.in and tests/requirements.in again, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11.5 --no-emit-index-url --no-emit-find-links --no-header requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11.5 --no-emit-index-url --no-emit-find-links --no-header tests/requirements.in -o tests/requirements.txt

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.done: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/test.done: tests/requirements.txt $(VENV)/site.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.txt
	@touch $@

clean:  ## remove everything that was made
	rm -rf $(VENV) site .build .cache
