-- A column of a view says what it is, as the column of the table does that it shows.

DO $$
DECLARE
    shown record;
BEGIN
    FOR shown IN
        SELECT v.relname AS view_name, va.attname AS column_name, col_description(t.oid, ta.attnum) AS about
        FROM pg_class v
        JOIN pg_class t ON t.relnamespace = v.relnamespace AND t.relkind = 'r' AND 'current_' || t.relname = v.relname
        JOIN pg_attribute va ON va.attrelid = v.oid AND va.attnum > 0 AND NOT va.attisdropped
        JOIN pg_attribute ta ON ta.attrelid = t.oid AND ta.attnum > 0 AND ta.attname = va.attname
        WHERE v.relnamespace = 'monitoring'::regnamespace AND v.relkind = 'v'
            AND col_description(v.oid, va.attnum) IS NULL AND col_description(t.oid, ta.attnum) IS NOT NULL
    LOOP
        EXECUTE format('COMMENT ON COLUMN monitoring.%I.%I IS %L', shown.view_name, shown.column_name, shown.about);
    END LOOP;
END
$$;

COMMENT ON COLUMN monitoring.current_silence.state IS 'Where it stands now: pending (it has not begun), active or ended';

COMMENT ON COLUMN monitoring.current_alert_response.alert_key IS 'What the alert is about, in one text';
COMMENT ON COLUMN monitoring.current_alert_response.episode IS 'Which episode of that key, from 1';
COMMENT ON COLUMN monitoring.current_alert_response.alert_type IS 'Kind of alert, e.g. accuracy_drop';
COMMENT ON COLUMN monitoring.current_alert_response.metric IS 'Metric, drift kind or subject';
COMMENT ON COLUMN monitoring.current_alert_response.model_version IS 'A model version, service, or the name of a host';
COMMENT ON COLUMN monitoring.current_alert_response.slice_key IS 'Attribute that selects the rows, or all';
COMMENT ON COLUMN monitoring.current_alert_response.slice_value IS 'Value of that attribute, or all';
COMMENT ON COLUMN monitoring.current_alert_response.case_id IS 'The case it belongs to: what people are told about and count';
COMMENT ON COLUMN monitoring.current_alert_response.severity IS 'The worst it has been';
COMMENT ON COLUMN monitoring.current_alert_response.state IS 'Where it stands';
COMMENT ON COLUMN monitoring.current_alert_response.opened_at IS 'The night that first knew it';
COMMENT ON COLUMN monitoring.current_alert_response.told_at IS 'When it was decided first that people are told of it; null if it never was';
COMMENT ON COLUMN monitoring.current_alert_response.acknowledged_at IS 'When somebody first had it in hand; null if nobody has';
COMMENT ON COLUMN monitoring.current_alert_response.resolved_at IS 'The night that first knew it was over; null while it is not';
COMMENT ON COLUMN monitoring.current_alert_response.seconds_to_acknowledge IS 'From when people were told (or, if later or never, from when it opened) to when somebody had it in hand; null if nobody has';
COMMENT ON COLUMN monitoring.current_alert_response.seconds_to_resolve IS 'From when it opened to when it was over; null while it is not';
