#!/usr/bin/env bash
# Run once, when the database is made: the roles of cxrwatch. What they may do, the schema says itself when it is migrated.
# Passwords are read by psql from the secrets' files, so that they stand in no argument and no environment.
set -euo pipefail

psql -v ON_ERROR_STOP=1 --no-psqlrc --quiet --username "${POSTGRES_USER:-postgres}" --dbname "$POSTGRES_DB" <<'SQL'
SET log_min_error_statement = panic;
\set owner `cat /run/secrets/owner_password`
\set writer `cat /run/secrets/writer_password`
\set reader `cat /run/secrets/reader_password`
CREATE ROLE monitoring_owner LOGIN PASSWORD :'owner';
CREATE ROLE monitoring_writer LOGIN PASSWORD :'writer';
CREATE ROLE monitoring_reader LOGIN PASSWORD :'reader';
REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC;
GRANT CONNECT, TEMPORARY, CREATE ON DATABASE :"DBNAME" TO monitoring_owner;
GRANT CONNECT, TEMPORARY ON DATABASE :"DBNAME" TO monitoring_writer;
GRANT CONNECT ON DATABASE :"DBNAME" TO monitoring_reader;
SQL
