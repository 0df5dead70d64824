-- The database of the deployed classifier, as docs/source-contract.md §1 describes it: nothing more, nothing less.
CREATE TABLE models (
    id           uuid PRIMARY KEY,
    name         varchar(255) NOT NULL,
    version      varchar(50) NOT NULL,
    architecture varchar(100) NOT NULL,
    created_at   timestamp NOT NULL,
    metrics      jsonb,
    status       varchar(20) NOT NULL,
    model_path   varchar(500),
    UNIQUE (name, version)
);

CREATE TABLE experiments (
    id         uuid PRIMARY KEY,
    name       varchar(255) NOT NULL,
    parameters jsonb,
    metrics    jsonb,
    created_at timestamp NOT NULL,
    status     varchar(20) NOT NULL,
    model_id   uuid REFERENCES models (id)
);

CREATE TABLE predictions (
    id              uuid PRIMARY KEY,
    model_id        uuid REFERENCES models (id),
    image_id        varchar(255),
    prediction      varchar(50) NOT NULL,
    confidence      double precision NOT NULL,
    timestamp       timestamp NOT NULL,
    processing_time double precision NOT NULL,
    image_hash      varchar(64),
    status          varchar(20) NOT NULL,
    error_message   text,
    actual_label    varchar(20),
    metadata        jsonb,
    model_version   varchar(50) NOT NULL
);

CREATE TABLE system_metrics (
    id                   serial PRIMARY KEY,
    timestamp            timestamp NOT NULL,
    cpu_percent          double precision NOT NULL,
    memory_percent       double precision NOT NULL,
    gpu_memory_mb        double precision,
    disk_usage_percent   double precision NOT NULL,
    request_count        integer NOT NULL,
    error_count          integer NOT NULL,
    active_connections   integer NOT NULL,
    response_time_avg_ms double precision NOT NULL,
    cache_hit_rate       double precision NOT NULL
);

GRANT SELECT ON models, experiments, predictions, system_metrics TO reader;
