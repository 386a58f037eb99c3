#!/bin/sh
# Restore of one backup folder made by cadangan.sh:   pulihkan.sh /cadangan/20261123T020000Z
#
# Database in PGHOST, PGDATABASE, PGUSER, PGPASSWORD (the owner). It refuses a database that holds tables and an
# upload folder that holds files: restoring over living data destroys what it should save.
set -eu
SUMBER=${1:?pakai: pulihkan.sh <folder cadangan>}
BERKAS=${CADANGAN_BERKAS:-/berkas}

(cd "$SUMBER" && sha256sum --check --quiet SUMS) || { echo "cadangan rusak: sidik tidak cocok" >&2; exit 1; }
isi=$(psql --no-psqlrc --no-password --quiet --tuples-only --no-align \
    --command "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                 AND n.nspname NOT LIKE 'pg_toast%'")
if [ "$isi" != 0 ]; then
    echo "basis data ${PGDATABASE:-} sudah berisi $isi tabel; pulihkan hanya ke basis data kosong" >&2
    exit 1
fi
mkdir -p "$BERKAS"
if [ -n "$(ls -A "$BERKAS")" ]; then
    echo "folder berkas $BERKAS sudah berisi; pulihkan hanya ke folder kosong" >&2
    exit 1
fi
pg_restore --exit-on-error --single-transaction --no-password --no-owner --dbname="${PGDATABASE:?}" "$SUMBER/p2kp.dump"
tar -C "$BERKAS" -xzf "$SUMBER/berkas.tar.gz"
psql --no-psqlrc --no-password --quiet --command "ANALYZE"
echo "dipulihkan dari $SUMBER; lanjutkan dengan pemeriksaan di docs/operasi.md"
