#!/bin/sh
# Runs once, when the database volume is empty: the two roles (docs/operasi.md) and the database.
# The owner makes tables, in migrations only; the application role reads and writes what migrations grant.
set -eu
: "${P2KP_SANDI_DB_PEMILIK:?}" "${P2KP_SANDI_DB_APP:?}"
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
    --set sandi_pemilik="$P2KP_SANDI_DB_PEMILIK" --set sandi_app="$P2KP_SANDI_DB_APP" <<'SQL'
CREATE ROLE p2kp_pemilik LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'sandi_pemilik';
CREATE ROLE p2kp_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'sandi_app';
CREATE DATABASE p2kp OWNER p2kp_pemilik TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE p2kp FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE p2kp TO p2kp_app;
SQL
