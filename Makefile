# `make site` and `make test` do everything on a fresh machine; the scripts they call are in tools/.
# PYTHON and CHROMIUM name the interpreter and the browser to use, if not those on PATH.

export PYTHON CHROMIUM
.DEFAULT_GOAL := help
.PHONY: help install site serve test fuzz bench format lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 14

install: ## install what the site needs into .venv
	@tools/venv.sh site

site: ## build the site into site/
	@tools/venv.sh site
	@.venv/bin/dossier build
	@echo 'Open http://localhost:8000/ after: .venv/bin/python -m http.server -d site 8000'

serve: ## preview the site, and build it again on every edit
	@tools/venv.sh site
	@.venv/bin/dossier serve

test: ## run every check: lint, types, workflows, tests, the built site in a browser
	@tools/venv.sh test
	@tools/test.sh

fuzz: ## look for inputs that break a law, 500,000 for each target; takes an hour
	@tools/venv.sh test
	@tools/fuzz.sh

bench: ## measure what dossiers of up to 10,000 records cost; takes an hour
	@tools/venv.sh test
	@HUGO="$$(tools/environment.sh bench)/bin/hugo" .venv/bin/python -m bench

format: ## put the code into shape
	@tools/venv.sh test
	@.venv/bin/ruff check --fix-only --quiet
	@.venv/bin/ruff format

lock: ## lock the newest allowed dependencies in requirements/
	@tools/venv.sh site
	@tools/lock.sh --upgrade

clean: ## remove the site, the generated pages and the caches; .venv stays
	@rm -rf site site.* build dist *.egg-info .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@if [ -d docs ]; then git clean -fdXq docs; fi
