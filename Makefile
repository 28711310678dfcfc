# Each command sets up all that it needs. `make help` lists them.
PYTHON ?= python3
NEEDS := 3.11.5
VENV := .venv
BIN := $(VENV)/bin
FACTBOOK := PYTHONPATH=hooks $(BIN)/python -m factbook
FITS := import sys; sys.version_info >= tuple(map(int, "$(NEEDS)".split("."))) or sys.exit("This needs Python $(NEEDS) or later, and {} is {}: install a newer one, or name one that is there, as in make PYTHON=python3.12".format(sys.executable, sys.version.split()[0]))
BRING := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
NOT_ALL := The packages did not all come, and pip says above why. Where it tells of the connection, or found no version of a package, it did not reach the package registry: look at the network, its proxy and the settings of pip. Then run make again.
export NO_MKDOCS_2_WARNING := 1
unexport PYTHONDONTWRITEBYTECODE  # the tests start many processes, and each would compile all modules

# --option "$NAME" where NAME was given to make; the shell fills it in, so that it may hold anything.
given = $(if $(filter command,$(origin $(1))),--$(2) "$$$(1)")

.PHONY: site edition zip serve check test test-quick test-deep lint bench fuzz search-report requirements sbom clean permalinks faces schemas new stage rename remove stale inbox diff new-explainer help FORCE

site zip: export EDITION ?= $(shell git describe --always --dirty --abbrev=10 --exclude '*' 2>/dev/null)
site: $(VENV)/site.done  ## build the site into site/; AS_OF=2025-12-31 builds it as the record stood that day, EDITIONS=no leaves its editions out
	@$(FACTBOOK) publish

zip: export ARCHIVE := data/site.zip
zip: $(VENV)/site.done  ## the site, and in it one file of all of it, for classrooms without a network
	@$(FACTBOOK) publish

edition: $(VENV)/site.done  ## freeze what is published now, prose too, as the edition of the record's day: data/editions/
	@$(FACTBOOK) edition

serve: $(VENV)/site.done  ## show the site on http://127.0.0.1:8000 and reload it on every change; PORT=8001 for another port
	@$(FACTBOOK) serve $(call given,PORT,port)

check: $(VENV)/site.done  ## tell every mistake in data/, docs/ and mkdocs.yml without building
	@$(FACTBOOK) check

test: lint  ## pass the tests; brings its own browser
	@$(BIN)/python tests/browser.py
	$(BIN)/python -m pytest tests -q -n auto --dist loadfile --no-loadscope-reorder

test-quick: $(VENV)/test.done  ## pass the tests of the machine that need neither a browser nor a built site, in a minute
	$(BIN)/python -m pytest tests/machine -q -n auto --dist loadfile --no-loadscope-reorder -m "not browser and not site and not suite and not long"

test-deep: export DEEP := 1
test-deep: test  ## pass the tests with all of each sweep: every page, a thousand changed facts; takes an hour

lint: $(VENV)/test.done  ## hold the code against its formatters, linters and type checker
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m mypy
	$(BIN)/python -m djlint --lint docs/templates
	$(BIN)/biome ci --error-on-warnings docs/assets

bench: $(VENV)/test.done  ## compare this build with plain mkdocs-material on the same pages; SIZES="5000" for made-up records of another size, ROUNDS=5
	@$(BIN)/python tests/bench.py $(call given,SIZES,sizes) $(call given,ROUNDS,rounds) $(call given,SEED,seed)

fuzz: $(VENV)/test.done  ## spoil the record in CASES=2000 random ways and tell which of them end badly; SEED=2 for others
	@$(BIN)/python tests/fuzz.py $(call given,CASES,cases) $(call given,SEED,seed)

search-report: $(VENV)/test.done  ## print how well and how fast the search answers tests/record/search_cases.yml
	@$(BIN)/python tests/browser.py
	$(BIN)/python tests/search_report.py

faces: $(VENV)/test.done  ## cut the Hangul faces into slices by what the Korean pages of the built site show
	@$(BIN)/python tests/cut_faces.py site
	@$(BIN)/biome format --write docs/assets/faces-*.css

permalinks: $(VENV)/site.done  ## add the site's new addresses to data/permalinks.txt, the ledger of all that were ever published
	@$(FACTBOOK) permalinks

schemas: $(VENV)/site.done  ## write schemas/ from the records' fields, for editors
	@$(FACTBOOK) schemas $(wildcard tests/machine/small_data tests/machine/second_country/data)

new: $(VENV)/site.done  ## write the skeleton of a record: KIND=investments ID=my-fund NAME="My fund" DATE=2026-07-03; asks for what is not given; SOURCE=an-id or URL=… for a source that is there
	@$(FACTBOOK) new $(call given,KIND,kind) $(call given,ID,id) $(call given,NAME,name) $(call given,DATE,date) $(call given,SOURCE,source) $(call given,URL,url)

stage: $(VENV)/site.done  ## let all words that leave it open speak of a figure at one of its stages: OF=investments/my-fund#size STAGE=announced
	@$(FACTBOOK) stage -- "$$OF" "$$STAGE"

rename: $(VENV)/site.done  ## give a record, figure, page or heading another name wherever it is named: FROM=programs/old TO=programs/new; its old addresses lead on
	@$(FACTBOOK) rename -- "$$FROM" "$$TO"

remove: $(VENV)/site.done  ## take one out that nothing names any more, and lead its readers on: WHAT=programs/old TO=programs/other
	@$(FACTBOOK) remove $(call given,TO,to) -- "$$WHAT"

stale: $(VENV)/site.done  ## list what is old, overdue, silent or weak: AS_OF=2026-12-31, LINKS=1 to try the links too
	@$(FACTBOOK) stale $(call given,AS_OF,as-of) $(if $(LINKS),--links)

inbox: $(VENV)/test.done  ## list what the feeds of data/watch.yml tell that may concern the record, since the last time; OUTPUT=.build/inbox for a folder
	@$(FACTBOOK) inbox $(call given,OUTPUT,output)

diff: $(VENV)/site.done  ## tell in words what changed since a commit: BASE=main; SHEET=review.html for a page with the charts
	@$(FACTBOOK) diff $(call given,BASE,base) $(call given,SHEET,sheet)

new-explainer: $(VENV)/site.done  ## begin another explainer: DIR=../mine LANGUAGES=de,en SUBJECT="…" CURRENCY=EUR; asks for what is not given
	@$(FACTBOOK) explainer $(call given,DIR,dir) $(call given,LANGUAGES,languages) $(call given,SUBJECT,subject) $(call given,CURRENCY,currency)

sbom: $(VENV)/test.done  ## write sbom.json, the bill of materials of what makes the site (CycloneDX)
	@$(BIN)/python -m cyclonedx_py requirements requirements.txt --output-reproducible --of JSON -o sbom.json

requirements: $(VENV)/site.done  ## pin requirements.in and tests/requirements.in again, with hashes
	$(BIN)/python -m pip install --quiet uv==0.13.9
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version $(NEEDS) --no-emit-index-url --no-emit-find-links --no-header requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version $(NEEDS) --no-emit-index-url --no-emit-find-links --no-header --override tests/overrides.txt tests/requirements.in -o tests/requirements.txt

# Looked at each time: an environment of a Python that is too old or gone, or without pip, is made anew.
$(VENV)/pyvenv.cfg: FORCE
	@if ! $(BIN)/python -c 'import pip; $(FITS)' 2>/dev/null; then \
	  $(PYTHON) -c '$(FITS)' || exit 1; \
	  $(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }; \
	fi

$(VENV)/site.done: requirements.txt $(VENV)/pyvenv.cfg
	@echo 'pip install -r requirements.txt: minutes the first time'
	@$(BRING) -r requirements.txt || { echo "$(NOT_ALL)" >&2; exit 1; }
	@touch $@

$(VENV)/test.done: tests/requirements.txt $(VENV)/site.done
	@echo 'pip install -r tests/requirements.txt'
	@$(BRING) --no-deps -r tests/requirements.txt || { echo "$(NOT_ALL)" >&2; exit 1; }
	@touch $@

clean:  ## remove everything that was made
	rm -rf $(VENV) site .build .cache sbom.json

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))
