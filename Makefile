# Shortcuts for people who work on P2KP. `./run` and `./test` need none of them.
PY := .venv/bin/python
BIN := .venv/bin
UV := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-config --quiet

.PHONY: bantuan jalan uji periksa rapikan aturan kunci audit layanan layanan-henti bersih

bantuan: ## Daftar perintah
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

jalan: ## Sama dengan ./run
	./run

uji: ## Sama dengan ./test
	./test

periksa: ## Semua pemeriksaan tanpa uji
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djhtml --check templates
	$(BIN)/lint-imports
	$(BIN)/mypy

rapikan: ## Rapikan kode dan templat
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djhtml templates

aturan: ## Isi kolom Uji di docs/aturan.md dari docstring uji
	$(PY) -m scripts.rules

kunci: ## Tulis ulang berkas kunci dari requirements*.in (UPGRADE=1 menaikkan semuanya)
	$(UV) $(if $(UPGRADE),--upgrade) requirements-alat.in -o requirements-alat.lock
	$(UV) $(if $(UPGRADE),--upgrade) requirements.in -o requirements.lock
	$(UV) $(if $(UPGRADE),--upgrade) requirements-dev.in -o requirements-dev.lock

audit: ## Cari kerentanan yang diketahui pada paket yang terkunci (perlu jaringan)
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.lock

layanan: ## PostgreSQL dan broker yang tetap hidup, untuk pytest sehari-hari
	@python3 -m scripts.bootstrap layanan

layanan-henti: ## Hentikan keduanya
	@python3 -m scripts.bootstrap layanan --stop

bersih: ## Hapus semua yang dibuat ./run dan ./test
	rm -rf .venv .data .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
