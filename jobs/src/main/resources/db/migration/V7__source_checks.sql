-- What was found about sources when they were looked at.

CREATE TABLE monitoring.source_position (
    source text NOT NULL,
    at timestamptz NOT NULL,
    watermark timestamptz NOT NULL,
    mode text NOT NULL CHECK (mode IN ('LOAD', 'CHANGES', 'LOOK_BACK', 'REPAIR')),
    PRIMARY KEY (at, source)
);
COMMENT ON TABLE monitoring.source_position IS 'One row each time a database was looked at for new rows: how far it could be read.';
COMMENT ON COLUMN monitoring.source_position.source IS 'Name of the source';
COMMENT ON COLUMN monitoring.source_position.at IS 'When it was looked at';
COMMENT ON COLUMN monitoring.source_position.watermark IS 'What was begun before this instant is taken; earlier than at while a transaction stays open';
COMMENT ON COLUMN monitoring.source_position.mode IS 'Why rows were read; LOOK_BACK if transactions were numbered anew, as after a restore';

CREATE TABLE monitoring.source_comparison (
    source text NOT NULL,
    at timestamptz NOT NULL,
    day date NOT NULL,
    model_version text NOT NULL,
    source_rows bigint NOT NULL,
    lake_rows bigint NOT NULL,
    missing bigint NOT NULL,
    deleted bigint NOT NULL,
    PRIMARY KEY (at, source, day, model_version)
);
COMMENT ON TABLE monitoring.source_comparison IS 'One row a comparison of a day and version: what the source holds and what the lake holds.';
COMMENT ON COLUMN monitoring.source_comparison.source IS 'Name of the source';
COMMENT ON COLUMN monitoring.source_comparison.at IS 'When they were compared';
COMMENT ON COLUMN monitoring.source_comparison.day IS 'Day of the predictions by the source''s own clock';
COMMENT ON COLUMN monitoring.source_comparison.model_version IS 'Version of the model that answered';
COMMENT ON COLUMN monitoring.source_comparison.source_rows IS 'Predictions in the source, copies once';
COMMENT ON COLUMN monitoring.source_comparison.lake_rows IS 'Predictions in the lake';
COMMENT ON COLUMN monitoring.source_comparison.missing IS 'In the source, neither in the lake nor put aside';
COMMENT ON COLUMN monitoring.source_comparison.deleted IS 'In the lake, taken from the source, and no longer in it';
