-- That nobody looked whether an alert is mended was known by its words alone.

ALTER TABLE monitoring.alert ADD COLUMN unwatched boolean NOT NULL DEFAULT false;
UPDATE monitoring.alert SET unwatched = true
WHERE state = 'resolved' AND starts_with(evidence, 'Not looked at any more since ');
ALTER TABLE monitoring.alert ADD CHECK (NOT unwatched OR state = 'resolved');
COMMENT ON COLUMN monitoring.alert.unwatched IS 'Whether it is over only because its model version answers no more: nobody looked whether it is mended';

CREATE OR REPLACE VIEW monitoring.current_alert AS SELECT * FROM monitoring.alert;

-- Whoever takes in hand what nobody was told of has heard of it by that; until then it was open as long.
CREATE OR REPLACE VIEW monitoring.current_alert_response AS
SELECT alert_key, episode, alert_type, metric, model_version, slice_key, slice_value, case_id, severity, state,
    opened_as_of AS opened_at,
    told_first_at AS told_at,
    first_acknowledged.at AS acknowledged_at,
    resolved_as_of AS resolved_at,
    extract(epoch FROM first_acknowledged.at
        - CASE WHEN told_first_at < first_acknowledged.at THEN told_first_at ELSE opened_as_of END) AS seconds_to_acknowledge,
    extract(epoch FROM resolved_as_of - opened_as_of) AS seconds_to_resolve
FROM monitoring.alert a
CROSS JOIN LATERAL (
    SELECT min(e.as_of) AS at FROM monitoring.alert_event e
    WHERE e.alert_key = a.alert_key AND e.episode = a.episode AND e.kind = 'acknowledged') AS first_acknowledged;
