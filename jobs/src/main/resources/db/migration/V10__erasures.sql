-- What was erased from the lake: when, why, by whom and how much. Ids are kept as salted hashes, so that what a source
-- brings again is recognised; nobody can read them back.

CREATE TABLE monitoring.erasure_salt (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    salt text NOT NULL
);
COMMENT ON TABLE monitoring.erasure_salt IS 'The salt of this deployment''s hashes.';
COMMENT ON COLUMN monitoring.erasure_salt.one IS 'There is one';
COMMENT ON COLUMN monitoring.erasure_salt.salt IS 'Put before an id when it is hashed';
INSERT INTO monitoring.erasure_salt (salt) VALUES (gen_random_uuid()::text || gen_random_uuid()::text);

CREATE TABLE monitoring.erasure (
    erasure bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reason text NOT NULL,
    asked_by text NOT NULL,
    asked_at timestamptz NOT NULL,
    days date[] NOT NULL,
    rows json NOT NULL DEFAULT '{}',
    finished_at timestamptz
);
COMMENT ON TABLE monitoring.erasure IS 'One row each time predictions were erased from the lake.';
COMMENT ON COLUMN monitoring.erasure.erasure IS 'Ascending number';
COMMENT ON COLUMN monitoring.erasure.reason IS 'Why';
COMMENT ON COLUMN monitoring.erasure.asked_by IS 'Who asked';
COMMENT ON COLUMN monitoring.erasure.asked_at IS 'When';
COMMENT ON COLUMN monitoring.erasure.days IS 'UTC days of the predictions, whose cells were counted again';
COMMENT ON COLUMN monitoring.erasure.rows IS 'Rows removed, by table of the lake';
COMMENT ON COLUMN monitoring.erasure.finished_at IS 'When it was done; null if it was cut short and has to be called again';

CREATE TABLE monitoring.erased_id (
    hash text PRIMARY KEY,
    erasure bigint NOT NULL REFERENCES monitoring.erasure (erasure)
);
COMMENT ON TABLE monitoring.erased_id IS 'One row an id that was erased.';
COMMENT ON COLUMN monitoring.erased_id.hash IS 'SHA-256 of salt and id, in hexadecimal';
COMMENT ON COLUMN monitoring.erased_id.erasure IS 'The first erasure that asked for it';

ALTER TABLE monitoring.publication ADD COLUMN not_replayable text;
COMMENT ON COLUMN monitoring.publication.not_replayable IS
    'Why its results can no longer be computed again from the lake; null if they can';
CREATE OR REPLACE VIEW monitoring.current_publication AS
SELECT publication, nights, state, attempt, begun_at, committed_at, not_replayable FROM monitoring.publication;
COMMENT ON COLUMN monitoring.current_publication.not_replayable IS
    'Why its results can no longer be computed again from the lake; null if they can';

CREATE VIEW monitoring.current_erasure AS
SELECT erasure, reason, asked_by, asked_at, days, rows, finished_at FROM monitoring.erasure;
COMMENT ON VIEW monitoring.current_erasure IS 'What was erased from the lake; never whose.';
COMMENT ON COLUMN monitoring.current_erasure.erasure IS 'Ascending number';
COMMENT ON COLUMN monitoring.current_erasure.reason IS 'Why';
COMMENT ON COLUMN monitoring.current_erasure.asked_by IS 'Who asked';
COMMENT ON COLUMN monitoring.current_erasure.asked_at IS 'When';
COMMENT ON COLUMN monitoring.current_erasure.days IS 'UTC days of the predictions, whose cells were counted again';
COMMENT ON COLUMN monitoring.current_erasure.rows IS 'Rows removed, by table of the lake';
COMMENT ON COLUMN monitoring.current_erasure.finished_at IS 'When it was done; null if it was cut short and has to be called again';
