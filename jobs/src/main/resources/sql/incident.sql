-- name: list
SELECT first_day, last_day, reason, added_by, valid_from FROM monitoring.incident ORDER BY incident

-- name: add
INSERT INTO monitoring.incident (first_day, last_day, reason, added_by, valid_from) VALUES (?, ?, ?, ?, ?)
