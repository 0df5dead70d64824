-- name: last
SELECT at FROM monitoring.follow_up

-- name: put
INSERT INTO monitoring.follow_up (one_row, at) VALUES (true, ?) ON CONFLICT (one_row) DO UPDATE SET at = excluded.at
