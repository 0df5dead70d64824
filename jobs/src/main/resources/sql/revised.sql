-- name: append
COPY monitoring.{table} ({columns}) FROM STDIN

-- name: revisions
SELECT {columns} FROM monitoring.{table} WHERE window_start = ANY (?)

