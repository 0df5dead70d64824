-- What was taken and how far it has come, what was published, baselines, incidents, runs.

CREATE TABLE monitoring.ledger (
    batch bigint PRIMARY KEY CHECK (batch > 0),
    source text NOT NULL,
    state text NOT NULL CHECK (state IN ('PLANNED', 'INGESTED', 'SUMMARISED', 'EVALUATED')),
    planned_at timestamptz NOT NULL,
    basis text NOT NULL CHECK (basis IN ('OBSERVED', 'FROM_NAME', 'ASSUMED')),
    counts json NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE monitoring.ledger IS 'One row a batch: what one ingest took, and how far it has come.';
COMMENT ON COLUMN monitoring.ledger.batch IS 'From 1, ascending; the transaction number of what it appends to the lake';
COMMENT ON COLUMN monitoring.ledger.source IS 'Whose rows';
COMMENT ON COLUMN monitoring.ledger.state IS 'How far it has come';
COMMENT ON COLUMN monitoring.ledger.planned_at IS 'When it was decided what to read: the arrival instant of what it observes';
COMMENT ON COLUMN monitoring.ledger.basis IS 'How its arrivals are known';
COMMENT ON COLUMN monitoring.ledger.counts IS 'Rows read, taken, rejected, ..., by name';

CREATE INDEX ledger_unfinished ON monitoring.ledger (state, batch) WHERE state <> 'EVALUATED';

CREATE TABLE monitoring.ledger_file (
    batch bigint NOT NULL REFERENCES monitoring.ledger (batch),
    path text NOT NULL,
    position integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('PREDICTION', 'LABEL', 'SYSTEM')),
    size bigint NOT NULL,
    modified timestamptz NOT NULL,
    named_day date,
    rows bigint,
    rejected bigint,
    waiting_bytes bigint,
    quarantine text,
    PRIMARY KEY (batch, path)
);
COMMENT ON TABLE monitoring.ledger_file IS 'One row a version of a file that a batch reads.';
COMMENT ON COLUMN monitoring.ledger_file.batch IS 'The batch that reads it';
COMMENT ON COLUMN monitoring.ledger_file.path IS 'Path below the source''s folder';
COMMENT ON COLUMN monitoring.ledger_file.position IS 'Place in the batch''s list, from 0';
COMMENT ON COLUMN monitoring.ledger_file.kind IS 'What its lines are';
COMMENT ON COLUMN monitoring.ledger_file.size IS 'Bytes when it was listed';
COMMENT ON COLUMN monitoring.ledger_file.modified IS 'When it was last written, as listed';
COMMENT ON COLUMN monitoring.ledger_file.named_day IS 'The date in its name; null if there is none';
COMMENT ON COLUMN monitoring.ledger_file.rows IS 'Rows taken; null until read';
COMMENT ON COLUMN monitoring.ledger_file.rejected IS 'Rows put aside; null until read';
COMMENT ON COLUMN monitoring.ledger_file.waiting_bytes IS 'Length of a half-written last line; null until read';
COMMENT ON COLUMN monitoring.ledger_file.quarantine IS 'Why the whole file was put aside; empty if it was not, null until read';

CREATE INDEX ledger_file_by_path ON monitoring.ledger_file (path, batch DESC);

CREATE TABLE monitoring.publication (
    publication bigint PRIMARY KEY CHECK (publication > 0),
    nights timestamptz[] NOT NULL,
    state text NOT NULL CHECK (state IN ('OPEN', 'COMMITTED')),
    attempt integer NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT now(),
    committed_at timestamptz
);
COMMENT ON TABLE monitoring.publication IS 'One row a publication: the nights it publishes, and whether it was committed.';
COMMENT ON COLUMN monitoring.publication.publication IS 'From 1, ascending; the transaction number of what it appends to the lake';
COMMENT ON COLUMN monitoring.publication.nights IS 'As of when it publishes, ascending';
COMMENT ON COLUMN monitoring.publication.state IS 'OPEN until the transaction that publishes it';
COMMENT ON COLUMN monitoring.publication.attempt IS 'How often it was taken up: only the latest may commit';
COMMENT ON COLUMN monitoring.publication.begun_at IS 'When it was begun';
COMMENT ON COLUMN monitoring.publication.committed_at IS 'When it was committed; null while open';

CREATE UNIQUE INDEX publication_one_open ON monitoring.publication (state) WHERE state = 'OPEN';

CREATE TABLE monitoring.baseline (
    baseline_id text PRIMARY KEY,
    model_version text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    predictions bigint NOT NULL,
    definition text NOT NULL,
    content_hash text NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    reason text NOT NULL,
    state text NOT NULL DEFAULT 'candidate' CHECK (state IN ('candidate', 'active', 'retired'))
);
COMMENT ON TABLE monitoring.baseline IS 'What is known of a baseline besides its contents, which are in the lake.';
COMMENT ON COLUMN monitoring.baseline.baseline_id IS 'Short and stable';
COMMENT ON COLUMN monitoring.baseline.model_version IS 'Whose predictions it holds';
COMMENT ON COLUMN monitoring.baseline.first_day IS 'First day of its period, UTC';
COMMENT ON COLUMN monitoring.baseline.last_day IS 'Last day of its period, UTC';
COMMENT ON COLUMN monitoring.baseline.predictions IS 'Successful predictions in it';
COMMENT ON COLUMN monitoring.baseline.definition IS 'Hash of the definition it was counted by';
COMMENT ON COLUMN monitoring.baseline.content_hash IS 'Hash of its summaries: it is frozen';
COMMENT ON COLUMN monitoring.baseline.created_at IS 'When it was made';
COMMENT ON COLUMN monitoring.baseline.created_by IS 'By whom';
COMMENT ON COLUMN monitoring.baseline.reason IS 'Why';
COMMENT ON COLUMN monitoring.baseline.state IS 'What it is used for after its latest change';

CREATE UNIQUE INDEX baseline_one_active ON monitoring.baseline (model_version) WHERE state = 'active';

CREATE TABLE monitoring.baseline_transition (
    transition bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    baseline_id text NOT NULL REFERENCES monitoring.baseline (baseline_id),
    model_version text NOT NULL,
    state text NOT NULL CHECK (state IN ('candidate', 'active', 'retired')),
    valid_from timestamptz NOT NULL,
    changed_by text NOT NULL,
    reason text NOT NULL
);
COMMENT ON TABLE monitoring.baseline_transition IS 'A change of what a baseline is used for.';
COMMENT ON COLUMN monitoring.baseline_transition.transition IS 'Ascending number';
COMMENT ON COLUMN monitoring.baseline_transition.baseline_id IS 'Which baseline';
COMMENT ON COLUMN monitoring.baseline_transition.model_version IS 'Whose';
COMMENT ON COLUMN monitoring.baseline_transition.state IS 'From then on';
COMMENT ON COLUMN monitoring.baseline_transition.valid_from IS 'What a night as of then or later sees';
COMMENT ON COLUMN monitoring.baseline_transition.changed_by IS 'Who changed it';
COMMENT ON COLUMN monitoring.baseline_transition.reason IS 'Why';

CREATE INDEX baseline_transition_by_baseline ON monitoring.baseline_transition (baseline_id, valid_from, transition);

CREATE TABLE monitoring.incident (
    incident bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    first_day date NOT NULL,
    last_day date NOT NULL,
    reason text NOT NULL,
    added_by text NOT NULL,
    valid_from timestamptz NOT NULL,
    CHECK (first_day <= last_day)
);
COMMENT ON TABLE monitoring.incident IS 'Days that people marked as not normal: they are kept out of baselines.';
COMMENT ON COLUMN monitoring.incident.incident IS 'Ascending number';
COMMENT ON COLUMN monitoring.incident.first_day IS 'First of them';
COMMENT ON COLUMN monitoring.incident.last_day IS 'Last of them';
COMMENT ON COLUMN monitoring.incident.reason IS 'Why';
COMMENT ON COLUMN monitoring.incident.added_by IS 'Who said so';
COMMENT ON COLUMN monitoring.incident.valid_from IS 'What a night as of then or later sees';

CREATE TABLE monitoring.run (
    run bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    command text NOT NULL,
    started_at timestamptz NOT NULL,
    outcome text CHECK (outcome IN ('DONE', 'NOTHING_TO_DO', 'FAILED')),
    finished_at timestamptz,
    summary text NOT NULL DEFAULT ''
);
COMMENT ON TABLE monitoring.run IS 'The log of commands: each entry is written in a transaction of its own.';
COMMENT ON COLUMN monitoring.run.run IS 'Ascending number';
COMMENT ON COLUMN monitoring.run.command IS 'What was asked';
COMMENT ON COLUMN monitoring.run.started_at IS 'When it began';
COMMENT ON COLUMN monitoring.run.outcome IS 'How it ended; null while it runs or if it was killed';
COMMENT ON COLUMN monitoring.run.finished_at IS 'When it ended; null while it runs or if it was killed';
COMMENT ON COLUMN monitoring.run.summary IS 'What came of it, in words';

CREATE VIEW monitoring.current_publication AS SELECT * FROM monitoring.publication;
COMMENT ON VIEW monitoring.current_publication IS 'Which nights were published.';

CREATE VIEW monitoring.current_baseline AS SELECT * FROM monitoring.baseline;
COMMENT ON VIEW monitoring.current_baseline IS 'Baselines and what they are used for now.';

CREATE VIEW monitoring.current_run AS SELECT * FROM monitoring.run;
COMMENT ON VIEW monitoring.current_run IS 'The log of commands.';
