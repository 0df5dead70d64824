-- name: current
SELECT kept, before FROM monitoring.current_expiry

-- name: note
INSERT INTO monitoring.expiry (kept, before, noted_at)
SELECT said.kept, said.before, said.noted_at
FROM (VALUES (?::text, ?::date, ?::timestamptz)) AS said (kept, before, noted_at)
WHERE NOT EXISTS (
    SELECT 1 FROM monitoring.expiry AS known WHERE known.kept = said.kept AND known.before >= said.before)
ON CONFLICT (kept, before) DO NOTHING
