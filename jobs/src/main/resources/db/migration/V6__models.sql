-- Which versions of which models are known, by whose word.

CREATE TABLE monitoring.model (
    name text NOT NULL,
    version text NOT NULL,
    architecture text,
    status text,
    created_at timestamptz,
    source text NOT NULL,
    noted_at timestamptz NOT NULL,
    added_by text NOT NULL,
    PRIMARY KEY (name, version)
);
COMMENT ON TABLE monitoring.model IS 'One row a registered version of a model.';
COMMENT ON COLUMN monitoring.model.name IS 'What the model is called';
COMMENT ON COLUMN monitoring.model.version IS 'What its predictions call it: model_version of the other tables';
COMMENT ON COLUMN monitoring.model.architecture IS 'How it is built; null if nobody said';
COMMENT ON COLUMN monitoring.model.status IS 'In the words of who registered it; null if nobody said';
COMMENT ON COLUMN monitoring.model.created_at IS 'When the version was made; null if nobody said';
COMMENT ON COLUMN monitoring.model.source IS 'manual if a person said so, else the name of the database that spoke of it last';
COMMENT ON COLUMN monitoring.model.noted_at IS 'What a night as of then or later sees';
COMMENT ON COLUMN monitoring.model.added_by IS 'Who said so; ingest if it was read from a database';

CREATE VIEW monitoring.current_model AS SELECT * FROM monitoring.model;
COMMENT ON VIEW monitoring.current_model IS 'Registered versions of models.';
