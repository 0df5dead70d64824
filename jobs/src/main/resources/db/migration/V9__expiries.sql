-- Which days are gone for good, and since when that is known.

CREATE TABLE monitoring.expiry (
    kept text NOT NULL CHECK (kept IN
        ('predictions', 'labels', 'rejects', 'system-metrics', 'fine-cells', 'scores', 'nights')),
    before date NOT NULL,
    noted_at timestamptz NOT NULL,
    PRIMARY KEY (kept, before)
);
COMMENT ON TABLE monitoring.expiry IS 'One row each time days of the lake expired: appended before they are deleted, so that they cannot come back.';
COMMENT ON COLUMN monitoring.expiry.kept IS 'What expired, by its name in the settings; nights: those that can be evaluated again as they were known';
COMMENT ON COLUMN monitoring.expiry.before IS 'The first UTC day that is still kept';
COMMENT ON COLUMN monitoring.expiry.noted_at IS 'When it was noted';

CREATE VIEW monitoring.current_expiry AS
SELECT kept, max(before) AS before, max(noted_at) AS noted_at
FROM monitoring.expiry
GROUP BY kept;
COMMENT ON VIEW monitoring.current_expiry IS 'What has expired by now: the first day still kept, by what was kept.';
