-- name: start
INSERT INTO monitoring.run (command, started_at) VALUES (?, ?) RETURNING run

-- name: finish
UPDATE monitoring.run SET outcome = ?, summary = ?, finished_at = ? WHERE run = ?

-- name: latest
SELECT run, command, started_at, outcome, finished_at, summary FROM monitoring.current_run ORDER BY run DESC LIMIT ?

-- name: latest_of
SELECT run, command, started_at, outcome, finished_at, summary FROM monitoring.current_run
WHERE command = ANY (?) ORDER BY run DESC LIMIT ?

-- name: first_of
SELECT run, command, started_at, outcome, finished_at, summary FROM monitoring.current_run
WHERE command = ANY (?) ORDER BY run LIMIT 1

-- name: last_successes
SELECT DISTINCT ON (command COLLATE "C") run, command, started_at, outcome, finished_at, summary
FROM monitoring.current_run
WHERE outcome IN ('DONE', 'NOTHING_TO_DO')
ORDER BY command COLLATE "C", run DESC
