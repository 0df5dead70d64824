-- name: exists
SELECT datname FROM pg_database WHERE datname = ?

-- name: create
CREATE DATABASE {database}
