-- What was refused, which columns the rows of a source have, and what about them was not as before.

ALTER TABLE monitoring.ledger_file ADD COLUMN refused bigint NOT NULL DEFAULT 0;
ALTER TABLE monitoring.ledger_file ADD COLUMN refusal text NOT NULL DEFAULT '';
COMMENT ON COLUMN monitoring.ledger_file.refused IS 'Usable rows that were not taken, as too many beside them could not be used';
COMMENT ON COLUMN monitoring.ledger_file.refusal IS 'Why not; empty if nothing was refused';

CREATE TABLE monitoring.source_shape (
    source text NOT NULL,
    kind text NOT NULL,
    model_version text NOT NULL,
    batch bigint NOT NULL,
    day date NOT NULL,
    PRIMARY KEY (source, kind, model_version)
);
COMMENT ON TABLE monitoring.source_shape IS 'One row a source, kind of rows and model version whose columns are known.';
COMMENT ON COLUMN monitoring.source_shape.source IS 'Name of the source';
COMMENT ON COLUMN monitoring.source_shape.kind IS 'What the rows are: prediction, label or system';
COMMENT ON COLUMN monitoring.source_shape.model_version IS 'Version of the model that answered; empty of rows that are of none';
COMMENT ON COLUMN monitoring.source_shape.batch IS 'Last batch that brought such rows';
COMMENT ON COLUMN monitoring.source_shape.day IS 'Latest day of them';

CREATE TABLE monitoring.source_column (
    source text NOT NULL,
    kind text NOT NULL,
    model_version text NOT NULL,
    path text NOT NULL,
    kinds text[] NOT NULL,
    first_seen date NOT NULL,
    last_seen date NOT NULL,
    rows bigint NOT NULL,
    present bigint NOT NULL,
    absent_rows bigint NOT NULL,
    absent_since date,
    told text[] NOT NULL,
    PRIMARY KEY (source, kind, model_version, path),
    FOREIGN KEY (source, kind, model_version) REFERENCES monitoring.source_shape
);
COMMENT ON TABLE monitoring.source_column IS 'One row a column of a source: what is known of it from all rows so far.';
COMMENT ON COLUMN monitoring.source_column.source IS 'Name of the source';
COMMENT ON COLUMN monitoring.source_column.kind IS 'What the rows are';
COMMENT ON COLUMN monitoring.source_column.model_version IS 'Version of the model that answered; empty of rows that are of none';
COMMENT ON COLUMN monitoring.source_column.path IS 'The column, such as metadata.image_stats.entropy';
COMMENT ON COLUMN monitoring.source_column.kinds IS 'What its values are; empty while it never held one';
COMMENT ON COLUMN monitoring.source_column.first_seen IS 'Day it was first seen';
COMMENT ON COLUMN monitoring.source_column.last_seen IS 'Last day it held something';
COMMENT ON COLUMN monitoring.source_column.rows IS 'Rows since it was first seen';
COMMENT ON COLUMN monitoring.source_column.present IS 'Of these, rows that held something';
COMMENT ON COLUMN monitoring.source_column.absent_rows IS 'Rows since it last held something';
COMMENT ON COLUMN monitoring.source_column.absent_since IS 'Day of the first of them; null if there are none';
COMMENT ON COLUMN monitoring.source_column.told IS 'What was said of it and still holds: DROPPED, OTHER_UNIT, NOT_ALLOWED';

CREATE TABLE monitoring.source_shape_batch (
    batch bigint PRIMARY KEY
);
COMMENT ON TABLE monitoring.source_shape_batch IS 'One row a batch whose columns were compared, so that each is compared once.';
COMMENT ON COLUMN monitoring.source_shape_batch.batch IS 'Number of the batch';

CREATE TABLE monitoring.source_change (
    batch bigint NOT NULL REFERENCES monitoring.source_shape_batch,
    position integer NOT NULL,
    source text NOT NULL,
    kind text NOT NULL,
    model_version text NOT NULL,
    path text NOT NULL,
    change text NOT NULL,
    before text NOT NULL,
    after text NOT NULL,
    until date NOT NULL,
    since date NOT NULL,
    file text NOT NULL,
    arrived_on date NOT NULL,
    arrived_at timestamptz NOT NULL,
    arrival_basis text NOT NULL CHECK (arrival_basis IN ('OBSERVED', 'FROM_NAME', 'ASSUMED')),
    PRIMARY KEY (batch, position)
);
COMMENT ON TABLE monitoring.source_change IS 'One row a column that was not as before, or not as it must be; each change once.';
COMMENT ON COLUMN monitoring.source_change.batch IS 'Batch in whose rows it was seen';
COMMENT ON COLUMN monitoring.source_change.position IS 'Place among the changes of the batch, from 0';
COMMENT ON COLUMN monitoring.source_change.source IS 'Name of the source';
COMMENT ON COLUMN monitoring.source_change.kind IS 'What the rows are';
COMMENT ON COLUMN monitoring.source_change.model_version IS 'Version of the model that answered; empty of rows that are of none';
COMMENT ON COLUMN monitoring.source_change.path IS 'The column';
COMMENT ON COLUMN monitoring.source_change.change IS 'ADDED, DROPPED, RENAMED, CASE_CHANGED, RETYPED, OTHER_UNIT or NOT_ALLOWED';
COMMENT ON COLUMN monitoring.source_change.before IS 'What it was, or should be; empty if nothing';
COMMENT ON COLUMN monitoring.source_change.after IS 'What it is; empty if nothing';
COMMENT ON COLUMN monitoring.source_change.until IS 'Last day it was as before';
COMMENT ON COLUMN monitoring.source_change.since IS 'First day it was not';
COMMENT ON COLUMN monitoring.source_change.file IS 'File or table in which that was seen';
COMMENT ON COLUMN monitoring.source_change.arrived_on IS 'Arrival day of those rows, UTC';
COMMENT ON COLUMN monitoring.source_change.arrived_at IS 'The instant from which the change counts';
COMMENT ON COLUMN monitoring.source_change.arrival_basis IS 'How that is known';

CREATE INDEX source_change_by_arrival ON monitoring.source_change (arrived_at);

CREATE VIEW monitoring.current_source_column AS SELECT * FROM monitoring.source_column;
COMMENT ON VIEW monitoring.current_source_column IS 'The columns of every source, and since when each is there or away.';
CREATE VIEW monitoring.current_source_change AS SELECT * FROM monitoring.source_change;
COMMENT ON VIEW monitoring.current_source_change IS 'What about the rows of sources was not as before.';
