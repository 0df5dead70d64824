-- A database as a source: which of its transactions a batch reads, and which part of a table.

ALTER TABLE monitoring.ledger_file ADD COLUMN byte_offset bigint NOT NULL DEFAULT 0;
ALTER TABLE monitoring.ledger_file ADD COLUMN bytes_whole bigint;
UPDATE monitoring.ledger_file SET bytes_whole = size;
ALTER TABLE monitoring.ledger_file ALTER COLUMN bytes_whole SET NOT NULL;
COMMENT ON COLUMN monitoring.ledger_file.bytes_whole IS 'Bytes there were in all when the reading of the file or table began; later batches read what is left';
ALTER TABLE monitoring.ledger_file ADD COLUMN version text NOT NULL DEFAULT '';
COMMENT ON TABLE monitoring.ledger_file IS 'One row a version of a file, or a range of a table, that a batch reads.';
COMMENT ON COLUMN monitoring.ledger_file.byte_offset IS 'Byte of the file or table that the reading begins at';
COMMENT ON COLUMN monitoring.ledger_file.version IS 'What tells one version from another beside size and time, e.g. a table''s storage; empty if nothing does';

CREATE TABLE monitoring.ledger_window (
    batch bigint PRIMARY KEY REFERENCES monitoring.ledger (batch),
    mode text NOT NULL CHECK (mode IN ('LOAD', 'CHANGES', 'LOOK_BACK', 'REPAIR')),
    system_id text NOT NULL,
    timeline bigint NOT NULL,
    database_oid bigint NOT NULL,
    xid_from bigint NOT NULL,
    xid_to bigint NOT NULL CHECK (xid_to >= xid_from),
    xid_next bigint NOT NULL,
    watermark timestamptz NOT NULL,
    first_day date,
    last_day date,
    CHECK ((first_day IS NULL) = (last_day IS NULL))
);
COMMENT ON TABLE monitoring.ledger_window IS 'One row a batch that reads a database: rows that transactions xid_from <= xid < xid_to wrote.';
COMMENT ON COLUMN monitoring.ledger_window.batch IS 'The batch';
COMMENT ON COLUMN monitoring.ledger_window.mode IS 'Why these rows: LOAD (first time), CHANGES (since the last window), LOOK_BACK (another server, or one set back), REPAIR (asked for)';
COMMENT ON COLUMN monitoring.ledger_window.system_id IS 'System identifier of the cluster that was read';
COMMENT ON COLUMN monitoring.ledger_window.timeline IS 'Timeline of its write-ahead log';
COMMENT ON COLUMN monitoring.ledger_window.database_oid IS 'Object identifier of the database';
COMMENT ON COLUMN monitoring.ledger_window.xid_from IS 'First transaction, 64 bits';
COMMENT ON COLUMN monitoring.ledger_window.xid_to IS 'Oldest transaction that had not ended, 64 bits';
COMMENT ON COLUMN monitoring.ledger_window.xid_next IS 'Transaction that would have begun next, 64 bits';
COMMENT ON COLUMN monitoring.ledger_window.watermark IS 'What was begun before this instant is in this window or an earlier one';
COMMENT ON COLUMN monitoring.ledger_window.first_day IS 'Of days asked for, the first by the source''s own clock; null for all';
COMMENT ON COLUMN monitoring.ledger_window.last_day IS 'Of days asked for, the last; null for all';
