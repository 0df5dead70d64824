-- Result tables of schema monitoring. A row is never changed: what changed is appended with the next revision.
-- The row that is known at t is the one with the greatest (as_of, revision) among those with as_of <= t.

CREATE TABLE monitoring.window_metric (
    scope text NOT NULL CHECK (scope IN ('model', 'service')),
    model_version text NOT NULL,
    window_kind text NOT NULL,
    window_start timestamptz NOT NULL,
    slice_key text NOT NULL,
    slice_value text NOT NULL,
    metric text NOT NULL,
    value double precision,
    lower double precision,
    upper double precision,
    reason text,
    n bigint NOT NULL,
    revision integer NOT NULL CHECK (revision > 0),
    as_of timestamptz NOT NULL,
    publication bigint NOT NULL,
    PRIMARY KEY (window_start, window_kind, scope, model_version, slice_key, slice_value, metric, revision)
);
COMMENT ON TABLE monitoring.window_metric IS 'A metric of a window, or the reason there is none. The same rows are in the lake''s window_metric.';
COMMENT ON COLUMN monitoring.window_metric.scope IS 'Whose predictions: model (one version) or service (all versions together)';
COMMENT ON COLUMN monitoring.window_metric.model_version IS 'The model version; empty for scope service';
COMMENT ON COLUMN monitoring.window_metric.window_kind IS 'Length of the window: HOUR, DAY, DAYS_7 or DAYS_28';
COMMENT ON COLUMN monitoring.window_metric.window_start IS 'First instant of the window (half-open, UTC)';
COMMENT ON COLUMN monitoring.window_metric.slice_key IS 'Attribute that selects the rows, or all';
COMMENT ON COLUMN monitoring.window_metric.slice_value IS 'Value of that attribute, or all';
COMMENT ON COLUMN monitoring.window_metric.metric IS 'Name of the metric, e.g. accuracy';
COMMENT ON COLUMN monitoring.window_metric.value IS 'The metric; null if it was not measured';
COMMENT ON COLUMN monitoring.window_metric.lower IS 'Lower end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.window_metric.upper IS 'Upper end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.window_metric.reason IS 'Why there is no number (TOO_FEW_ROWS, NO_BASELINE, ...); null if there is one';
COMMENT ON COLUMN monitoring.window_metric.n IS 'Rows it rests on';
COMMENT ON COLUMN monitoring.window_metric.revision IS '1 for the first row of a natural key, then ascending: a new one is written only when something changed';
COMMENT ON COLUMN monitoring.window_metric.as_of IS 'Only what had arrived by then counted';
COMMENT ON COLUMN monitoring.window_metric.publication IS 'The publication that wrote the row';

CREATE TABLE monitoring.drift_score (
    scope text NOT NULL CHECK (scope IN ('model', 'service')),
    model_version text NOT NULL,
    window_kind text NOT NULL,
    window_start timestamptz NOT NULL,
    slice_key text NOT NULL,
    slice_value text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('data', 'prediction', 'concept')),
    subject text NOT NULL,
    comparison text NOT NULL CHECK (comparison IN ('BASELINE', 'PREVIOUS')),
    baseline_id text NOT NULL,
    distance double precision,
    lower double precision,
    upper double precision,
    reason text,
    n bigint NOT NULL,
    reference_n bigint NOT NULL,
    excess double precision,
    expected double precision,
    p double precision,
    p_adjusted double precision,
    least_detectable double precision,
    decision text NOT NULL CHECK (decision IN ('DRIFTED', 'NOT_DRIFTED', 'NOT_DECIDED')),
    aids json NOT NULL,
    revision integer NOT NULL CHECK (revision > 0),
    as_of timestamptz NOT NULL,
    publication bigint NOT NULL,
    PRIMARY KEY (window_start, window_kind, scope, model_version, slice_key, slice_value, kind, subject, comparison, revision)
);
COMMENT ON TABLE monitoring.drift_score IS 'How far a subject moved from its reference, and whether that is drift.';
COMMENT ON COLUMN monitoring.drift_score.scope IS 'Whose predictions: model (one version) or service (all versions together)';
COMMENT ON COLUMN monitoring.drift_score.model_version IS 'The model version; empty for scope service';
COMMENT ON COLUMN monitoring.drift_score.window_kind IS 'Length of the window: HOUR, DAY, DAYS_7 or DAYS_28';
COMMENT ON COLUMN monitoring.drift_score.window_start IS 'First instant of the window (half-open, UTC)';
COMMENT ON COLUMN monitoring.drift_score.slice_key IS 'Attribute that selects the rows, or all';
COMMENT ON COLUMN monitoring.drift_score.slice_value IS 'Value of that attribute, or all';
COMMENT ON COLUMN monitoring.drift_score.kind IS 'Kind of drift it would be: data, prediction or concept';
COMMENT ON COLUMN monitoring.drift_score.subject IS 'What moved, e.g. mean_intensity';
COMMENT ON COLUMN monitoring.drift_score.comparison IS 'What the window was compared with: BASELINE decides, PREVIOUS informs';
COMMENT ON COLUMN monitoring.drift_score.baseline_id IS 'The baseline; empty where none is meant';
COMMENT ON COLUMN monitoring.drift_score.distance IS 'Deciding distance in [0, 1]: Jensen-Shannon, total variation or relative drop; null if it was not measured';
COMMENT ON COLUMN monitoring.drift_score.lower IS 'Lower end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.drift_score.upper IS 'Upper end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.drift_score.reason IS 'Why there is no number (TOO_FEW_ROWS, NO_BASELINE, ...); null if there is one';
COMMENT ON COLUMN monitoring.drift_score.n IS 'Values in the window';
COMMENT ON COLUMN monitoring.drift_score.reference_n IS 'Values in the reference';
COMMENT ON COLUMN monitoring.drift_score.excess IS 'The distance less what chance gives at these n, in [0, 1]';
COMMENT ON COLUMN monitoring.drift_score.expected IS 'The distance that chance gives at these n';
COMMENT ON COLUMN monitoring.drift_score.p IS 'Probability of such a difference if nothing had changed';
COMMENT ON COLUMN monitoring.drift_score.p_adjusted IS 'p adjusted for all that was looked at that night (Benjamini-Hochberg)';
COMMENT ON COLUMN monitoring.drift_score.least_detectable IS 'The smallest distance that these n would have shown';
COMMENT ON COLUMN monitoring.drift_score.decision IS 'Whether it drifted, apart from how far';
COMMENT ON COLUMN monitoring.drift_score.aids IS 'Finite numbers that people read beside it, by name: medians before and after, difference of means, ...';
COMMENT ON COLUMN monitoring.drift_score.revision IS '1 for the first row of a natural key, then ascending: a new one is written only when something changed';
COMMENT ON COLUMN monitoring.drift_score.as_of IS 'Only what had arrived by then counted';
COMMENT ON COLUMN monitoring.drift_score.publication IS 'The publication that wrote the row';

CREATE TABLE monitoring.window_verdict (
    scope text NOT NULL CHECK (scope IN ('model', 'service')),
    model_version text NOT NULL,
    window_kind text NOT NULL,
    window_start timestamptz NOT NULL,
    slice_key text NOT NULL,
    slice_value text NOT NULL,
    data_score double precision,
    data_lower double precision,
    data_upper double precision,
    data_reason text,
    prediction_score double precision,
    prediction_lower double precision,
    prediction_upper double precision,
    prediction_reason text,
    concept_score double precision,
    concept_lower double precision,
    concept_upper double precision,
    concept_reason text,
    overall_score double precision,
    overall_lower double precision,
    overall_upper double precision,
    overall_reason text,
    severity text NOT NULL CHECK (severity IN ('none', 'low', 'medium', 'high', 'critical')),
    worst_slice text,
    causes json NOT NULL,
    recommendations text[] NOT NULL,
    revision integer NOT NULL CHECK (revision > 0),
    as_of timestamptz NOT NULL,
    publication bigint NOT NULL,
    PRIMARY KEY (window_start, window_kind, scope, model_version, slice_key, slice_value, revision)
);
COMMENT ON TABLE monitoring.window_verdict IS 'What a window says of a slice; the row of slice all speaks for the window.';
COMMENT ON COLUMN monitoring.window_verdict.scope IS 'Whose predictions: model (one version) or service (all versions together)';
COMMENT ON COLUMN monitoring.window_verdict.model_version IS 'The model version; empty for scope service';
COMMENT ON COLUMN monitoring.window_verdict.window_kind IS 'Length of the window: HOUR, DAY, DAYS_7 or DAYS_28';
COMMENT ON COLUMN monitoring.window_verdict.window_start IS 'First instant of the window (half-open, UTC)';
COMMENT ON COLUMN monitoring.window_verdict.slice_key IS 'Attribute that selects the rows, or all';
COMMENT ON COLUMN monitoring.window_verdict.slice_value IS 'Value of that attribute, or all';
COMMENT ON COLUMN monitoring.window_verdict.data_score IS 'Largest distance over features; null if it was not measured';
COMMENT ON COLUMN monitoring.window_verdict.data_lower IS 'Lower end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.window_verdict.data_upper IS 'Upper end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.window_verdict.data_reason IS 'Why there is no number (TOO_FEW_ROWS, NO_BASELINE, ...); null if there is one';
COMMENT ON COLUMN monitoring.window_verdict.prediction_score IS 'Larger of the distances of class shares and of the positive score; null if it was not measured';
COMMENT ON COLUMN monitoring.window_verdict.prediction_lower IS 'Lower end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.window_verdict.prediction_upper IS 'Upper end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.window_verdict.prediction_reason IS 'Why there is no number (TOO_FEW_ROWS, NO_BASELINE, ...); null if there is one';
COMMENT ON COLUMN monitoring.window_verdict.concept_score IS 'Relative drop of accuracy; null if it was not measured';
COMMENT ON COLUMN monitoring.window_verdict.concept_lower IS 'Lower end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.window_verdict.concept_upper IS 'Upper end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.window_verdict.concept_reason IS 'Why there is no number (TOO_FEW_ROWS, NO_BASELINE, ...); null if there is one';
COMMENT ON COLUMN monitoring.window_verdict.overall_score IS 'Largest of the distances that were measured; null if it was not measured';
COMMENT ON COLUMN monitoring.window_verdict.overall_lower IS 'Lower end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.window_verdict.overall_upper IS 'Upper end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.window_verdict.overall_reason IS 'Why there is no number (TOO_FEW_ROWS, NO_BASELINE, ...); null if there is one';
COMMENT ON COLUMN monitoring.window_verdict.severity IS 'none unless the decision says drifted; for slice all, that of the worst slice';
COMMENT ON COLUMN monitoring.window_verdict.worst_slice IS 'The slice that is worst, as key=value or all; null if none drifted';
COMMENT ON COLUMN monitoring.window_verdict.causes IS 'By kind of drift (data, prediction, concept) the slices that explain it, as key=value or all; the other drifted slices are their symptoms';
COMMENT ON COLUMN monitoring.window_verdict.recommendations IS 'At most five: what moved, by how much, where, since when, how sure, what to check first';
COMMENT ON COLUMN monitoring.window_verdict.revision IS '1 for the first row of a natural key, then ascending: a new one is written only when something changed';
COMMENT ON COLUMN monitoring.window_verdict.as_of IS 'Only what had arrived by then counted';
COMMENT ON COLUMN monitoring.window_verdict.publication IS 'The publication that wrote the row';

CREATE TABLE monitoring.distribution (
    scope text NOT NULL CHECK (scope IN ('model', 'service')),
    model_version text NOT NULL,
    window_kind text NOT NULL,
    window_start timestamptz NOT NULL,
    slice_key text NOT NULL,
    slice_value text NOT NULL,
    subject text NOT NULL,
    comparison text NOT NULL CHECK (comparison IN ('BASELINE', 'PREVIOUS')),
    baseline_id text NOT NULL,
    labels text[] NOT NULL,
    reference_shares double precision[] NOT NULL,
    window_shares double precision[] NOT NULL,
    revision integer NOT NULL CHECK (revision > 0),
    as_of timestamptz NOT NULL,
    publication bigint NOT NULL,
    PRIMARY KEY (window_start, window_kind, scope, model_version, slice_key, slice_value, subject, comparison, revision)
);
COMMENT ON TABLE monitoring.distribution IS 'Shares of a subject''s values in the baseline''s bins, for drawing.';
COMMENT ON COLUMN monitoring.distribution.scope IS 'Whose predictions: model (one version) or service (all versions together)';
COMMENT ON COLUMN monitoring.distribution.model_version IS 'The model version; empty for scope service';
COMMENT ON COLUMN monitoring.distribution.window_kind IS 'Length of the window: HOUR, DAY, DAYS_7 or DAYS_28';
COMMENT ON COLUMN monitoring.distribution.window_start IS 'First instant of the window (half-open, UTC)';
COMMENT ON COLUMN monitoring.distribution.slice_key IS 'Attribute that selects the rows, or all';
COMMENT ON COLUMN monitoring.distribution.slice_value IS 'Value of that attribute, or all';
COMMENT ON COLUMN monitoring.distribution.subject IS 'What is drawn, e.g. mean_intensity';
COMMENT ON COLUMN monitoring.distribution.comparison IS 'What the window was compared with';
COMMENT ON COLUMN monitoring.distribution.baseline_id IS 'The baseline; empty where none is meant';
COMMENT ON COLUMN monitoring.distribution.labels IS 'The bins in words, in order';
COMMENT ON COLUMN monitoring.distribution.reference_shares IS 'Share of the reference in each bin';
COMMENT ON COLUMN monitoring.distribution.window_shares IS 'Share of the window in each bin';
COMMENT ON COLUMN monitoring.distribution.revision IS '1 for the first row of a natural key, then ascending: a new one is written only when something changed';
COMMENT ON COLUMN monitoring.distribution.as_of IS 'Only what had arrived by then counted';
COMMENT ON COLUMN monitoring.distribution.publication IS 'The publication that wrote the row';

CREATE TABLE monitoring.system_metric_window (
    host text NOT NULL,
    window_kind text NOT NULL,
    window_start timestamptz NOT NULL,
    metric text NOT NULL,
    samples bigint NOT NULL,
    mean double precision,
    p95 double precision,
    max double precision,
    revision integer NOT NULL CHECK (revision > 0),
    as_of timestamptz NOT NULL,
    publication bigint NOT NULL,
    PRIMARY KEY (window_start, window_kind, host, metric, revision)
);
COMMENT ON TABLE monitoring.system_metric_window IS 'A number that a host logged, over a window.';
COMMENT ON COLUMN monitoring.system_metric_window.host IS 'The host that logged';
COMMENT ON COLUMN monitoring.system_metric_window.window_kind IS 'Length of the window: HOUR, DAY, DAYS_7 or DAYS_28';
COMMENT ON COLUMN monitoring.system_metric_window.window_start IS 'First instant of the window (half-open, UTC)';
COMMENT ON COLUMN monitoring.system_metric_window.metric IS 'Name of the number, e.g. cpu_percent';
COMMENT ON COLUMN monitoring.system_metric_window.samples IS 'Finite samples';
COMMENT ON COLUMN monitoring.system_metric_window.mean IS 'Their mean; null if there is none';
COMMENT ON COLUMN monitoring.system_metric_window.p95 IS 'Their 95th percentile; null if there is none';
COMMENT ON COLUMN monitoring.system_metric_window.max IS 'The largest; null if there is none';
COMMENT ON COLUMN monitoring.system_metric_window.revision IS '1 for the first row of a natural key, then ascending: a new one is written only when something changed';
COMMENT ON COLUMN monitoring.system_metric_window.as_of IS 'Only what had arrived by then counted';
COMMENT ON COLUMN monitoring.system_metric_window.publication IS 'The publication that wrote the row';

-- Series over time: one metric, subject or slice across windows.
CREATE INDEX window_metric_series ON monitoring.window_metric (metric, window_kind, window_start);
CREATE INDEX drift_score_series ON monitoring.drift_score (subject, window_kind, window_start);
CREATE INDEX system_metric_window_series ON monitoring.system_metric_window (metric, window_kind, window_start);

CREATE VIEW monitoring.current_window_metric AS
SELECT DISTINCT ON (window_start, window_kind, scope, model_version, slice_key, slice_value, metric)
    scope, model_version, window_kind, window_start, slice_key, slice_value, metric, value, lower, upper, reason, n, revision, as_of, publication
FROM monitoring.window_metric
ORDER BY window_start, window_kind, scope, model_version, slice_key, slice_value, metric, as_of DESC, revision DESC;
COMMENT ON VIEW monitoring.current_window_metric IS 'The rows of window_metric as known now.';
COMMENT ON COLUMN monitoring.current_window_metric.scope IS 'Whose predictions: model (one version) or service (all versions together)';
COMMENT ON COLUMN monitoring.current_window_metric.model_version IS 'The model version; empty for scope service';
COMMENT ON COLUMN monitoring.current_window_metric.window_kind IS 'Length of the window: HOUR, DAY, DAYS_7 or DAYS_28';
COMMENT ON COLUMN monitoring.current_window_metric.window_start IS 'First instant of the window (half-open, UTC)';
COMMENT ON COLUMN monitoring.current_window_metric.slice_key IS 'Attribute that selects the rows, or all';
COMMENT ON COLUMN monitoring.current_window_metric.slice_value IS 'Value of that attribute, or all';
COMMENT ON COLUMN monitoring.current_window_metric.metric IS 'Name of the metric, e.g. accuracy';
COMMENT ON COLUMN monitoring.current_window_metric.value IS 'The metric; null if it was not measured';
COMMENT ON COLUMN monitoring.current_window_metric.lower IS 'Lower end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.current_window_metric.upper IS 'Upper end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.current_window_metric.reason IS 'Why there is no number (TOO_FEW_ROWS, NO_BASELINE, ...); null if there is one';
COMMENT ON COLUMN monitoring.current_window_metric.n IS 'Rows it rests on';
COMMENT ON COLUMN monitoring.current_window_metric.revision IS '1 for the first row of a natural key, then ascending: a new one is written only when something changed';
COMMENT ON COLUMN monitoring.current_window_metric.as_of IS 'Only what had arrived by then counted';
COMMENT ON COLUMN monitoring.current_window_metric.publication IS 'The publication that wrote the row';

CREATE FUNCTION monitoring.window_metric_known_at(t timestamptz) RETURNS SETOF monitoring.window_metric
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
SELECT DISTINCT ON (window_start, window_kind, scope, model_version, slice_key, slice_value, metric) *
FROM monitoring.window_metric
WHERE as_of <= t
ORDER BY window_start, window_kind, scope, model_version, slice_key, slice_value, metric, as_of DESC, revision DESC
$$;
COMMENT ON FUNCTION monitoring.window_metric_known_at(timestamptz) IS 'The rows of window_metric as they were known at t.';

CREATE VIEW monitoring.current_drift_score AS
SELECT DISTINCT ON (window_start, window_kind, scope, model_version, slice_key, slice_value, kind, subject, comparison)
    scope, model_version, window_kind, window_start, slice_key, slice_value, kind, subject, comparison, baseline_id, distance, lower, upper, reason, n, reference_n, excess, expected, p, p_adjusted, least_detectable, decision, aids, revision, as_of, publication
FROM monitoring.drift_score
ORDER BY window_start, window_kind, scope, model_version, slice_key, slice_value, kind, subject, comparison, as_of DESC, revision DESC;
COMMENT ON VIEW monitoring.current_drift_score IS 'The rows of drift_score as known now.';
COMMENT ON COLUMN monitoring.current_drift_score.scope IS 'Whose predictions: model (one version) or service (all versions together)';
COMMENT ON COLUMN monitoring.current_drift_score.model_version IS 'The model version; empty for scope service';
COMMENT ON COLUMN monitoring.current_drift_score.window_kind IS 'Length of the window: HOUR, DAY, DAYS_7 or DAYS_28';
COMMENT ON COLUMN monitoring.current_drift_score.window_start IS 'First instant of the window (half-open, UTC)';
COMMENT ON COLUMN monitoring.current_drift_score.slice_key IS 'Attribute that selects the rows, or all';
COMMENT ON COLUMN monitoring.current_drift_score.slice_value IS 'Value of that attribute, or all';
COMMENT ON COLUMN monitoring.current_drift_score.kind IS 'Kind of drift it would be: data, prediction or concept';
COMMENT ON COLUMN monitoring.current_drift_score.subject IS 'What moved, e.g. mean_intensity';
COMMENT ON COLUMN monitoring.current_drift_score.comparison IS 'What the window was compared with: BASELINE decides, PREVIOUS informs';
COMMENT ON COLUMN monitoring.current_drift_score.baseline_id IS 'The baseline; empty where none is meant';
COMMENT ON COLUMN monitoring.current_drift_score.distance IS 'Deciding distance in [0, 1]: Jensen-Shannon, total variation or relative drop; null if it was not measured';
COMMENT ON COLUMN monitoring.current_drift_score.lower IS 'Lower end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.current_drift_score.upper IS 'Upper end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.current_drift_score.reason IS 'Why there is no number (TOO_FEW_ROWS, NO_BASELINE, ...); null if there is one';
COMMENT ON COLUMN monitoring.current_drift_score.n IS 'Values in the window';
COMMENT ON COLUMN monitoring.current_drift_score.reference_n IS 'Values in the reference';
COMMENT ON COLUMN monitoring.current_drift_score.excess IS 'The distance less what chance gives at these n, in [0, 1]';
COMMENT ON COLUMN monitoring.current_drift_score.expected IS 'The distance that chance gives at these n';
COMMENT ON COLUMN monitoring.current_drift_score.p IS 'Probability of such a difference if nothing had changed';
COMMENT ON COLUMN monitoring.current_drift_score.p_adjusted IS 'p adjusted for all that was looked at that night (Benjamini-Hochberg)';
COMMENT ON COLUMN monitoring.current_drift_score.least_detectable IS 'The smallest distance that these n would have shown';
COMMENT ON COLUMN monitoring.current_drift_score.decision IS 'Whether it drifted, apart from how far';
COMMENT ON COLUMN monitoring.current_drift_score.aids IS 'Finite numbers that people read beside it, by name: medians before and after, difference of means, ...';
COMMENT ON COLUMN monitoring.current_drift_score.revision IS '1 for the first row of a natural key, then ascending: a new one is written only when something changed';
COMMENT ON COLUMN monitoring.current_drift_score.as_of IS 'Only what had arrived by then counted';
COMMENT ON COLUMN monitoring.current_drift_score.publication IS 'The publication that wrote the row';

CREATE FUNCTION monitoring.drift_score_known_at(t timestamptz) RETURNS SETOF monitoring.drift_score
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
SELECT DISTINCT ON (window_start, window_kind, scope, model_version, slice_key, slice_value, kind, subject, comparison) *
FROM monitoring.drift_score
WHERE as_of <= t
ORDER BY window_start, window_kind, scope, model_version, slice_key, slice_value, kind, subject, comparison, as_of DESC, revision DESC
$$;
COMMENT ON FUNCTION monitoring.drift_score_known_at(timestamptz) IS 'The rows of drift_score as they were known at t.';

CREATE VIEW monitoring.current_window_verdict AS
SELECT DISTINCT ON (window_start, window_kind, scope, model_version, slice_key, slice_value)
    scope, model_version, window_kind, window_start, slice_key, slice_value, data_score, data_lower, data_upper, data_reason, prediction_score, prediction_lower, prediction_upper, prediction_reason, concept_score, concept_lower, concept_upper, concept_reason, overall_score, overall_lower, overall_upper, overall_reason, severity, worst_slice, causes, recommendations, revision, as_of, publication
FROM monitoring.window_verdict
ORDER BY window_start, window_kind, scope, model_version, slice_key, slice_value, as_of DESC, revision DESC;
COMMENT ON VIEW monitoring.current_window_verdict IS 'The rows of window_verdict as known now.';
COMMENT ON COLUMN monitoring.current_window_verdict.scope IS 'Whose predictions: model (one version) or service (all versions together)';
COMMENT ON COLUMN monitoring.current_window_verdict.model_version IS 'The model version; empty for scope service';
COMMENT ON COLUMN monitoring.current_window_verdict.window_kind IS 'Length of the window: HOUR, DAY, DAYS_7 or DAYS_28';
COMMENT ON COLUMN monitoring.current_window_verdict.window_start IS 'First instant of the window (half-open, UTC)';
COMMENT ON COLUMN monitoring.current_window_verdict.slice_key IS 'Attribute that selects the rows, or all';
COMMENT ON COLUMN monitoring.current_window_verdict.slice_value IS 'Value of that attribute, or all';
COMMENT ON COLUMN monitoring.current_window_verdict.data_score IS 'Largest distance over features; null if it was not measured';
COMMENT ON COLUMN monitoring.current_window_verdict.data_lower IS 'Lower end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.current_window_verdict.data_upper IS 'Upper end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.current_window_verdict.data_reason IS 'Why there is no number (TOO_FEW_ROWS, NO_BASELINE, ...); null if there is one';
COMMENT ON COLUMN monitoring.current_window_verdict.prediction_score IS 'Larger of the distances of class shares and of the positive score; null if it was not measured';
COMMENT ON COLUMN monitoring.current_window_verdict.prediction_lower IS 'Lower end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.current_window_verdict.prediction_upper IS 'Upper end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.current_window_verdict.prediction_reason IS 'Why there is no number (TOO_FEW_ROWS, NO_BASELINE, ...); null if there is one';
COMMENT ON COLUMN monitoring.current_window_verdict.concept_score IS 'Relative drop of accuracy; null if it was not measured';
COMMENT ON COLUMN monitoring.current_window_verdict.concept_lower IS 'Lower end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.current_window_verdict.concept_upper IS 'Upper end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.current_window_verdict.concept_reason IS 'Why there is no number (TOO_FEW_ROWS, NO_BASELINE, ...); null if there is one';
COMMENT ON COLUMN monitoring.current_window_verdict.overall_score IS 'Largest of the distances that were measured; null if it was not measured';
COMMENT ON COLUMN monitoring.current_window_verdict.overall_lower IS 'Lower end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.current_window_verdict.overall_upper IS 'Upper end of its 95 % interval; equal to the value where no interval is defined';
COMMENT ON COLUMN monitoring.current_window_verdict.overall_reason IS 'Why there is no number (TOO_FEW_ROWS, NO_BASELINE, ...); null if there is one';
COMMENT ON COLUMN monitoring.current_window_verdict.severity IS 'none unless the decision says drifted; for slice all, that of the worst slice';
COMMENT ON COLUMN monitoring.current_window_verdict.worst_slice IS 'The slice that is worst, as key=value or all; null if none drifted';
COMMENT ON COLUMN monitoring.current_window_verdict.causes IS 'By kind of drift (data, prediction, concept) the slices that explain it, as key=value or all; the other drifted slices are their symptoms';
COMMENT ON COLUMN monitoring.current_window_verdict.recommendations IS 'At most five: what moved, by how much, where, since when, how sure, what to check first';
COMMENT ON COLUMN monitoring.current_window_verdict.revision IS '1 for the first row of a natural key, then ascending: a new one is written only when something changed';
COMMENT ON COLUMN monitoring.current_window_verdict.as_of IS 'Only what had arrived by then counted';
COMMENT ON COLUMN monitoring.current_window_verdict.publication IS 'The publication that wrote the row';

CREATE FUNCTION monitoring.window_verdict_known_at(t timestamptz) RETURNS SETOF monitoring.window_verdict
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
SELECT DISTINCT ON (window_start, window_kind, scope, model_version, slice_key, slice_value) *
FROM monitoring.window_verdict
WHERE as_of <= t
ORDER BY window_start, window_kind, scope, model_version, slice_key, slice_value, as_of DESC, revision DESC
$$;
COMMENT ON FUNCTION monitoring.window_verdict_known_at(timestamptz) IS 'The rows of window_verdict as they were known at t.';

CREATE VIEW monitoring.current_distribution AS
SELECT DISTINCT ON (window_start, window_kind, scope, model_version, slice_key, slice_value, subject, comparison)
    scope, model_version, window_kind, window_start, slice_key, slice_value, subject, comparison, baseline_id, labels, reference_shares, window_shares, revision, as_of, publication
FROM monitoring.distribution
ORDER BY window_start, window_kind, scope, model_version, slice_key, slice_value, subject, comparison, as_of DESC, revision DESC;
COMMENT ON VIEW monitoring.current_distribution IS 'The rows of distribution as known now.';
COMMENT ON COLUMN monitoring.current_distribution.scope IS 'Whose predictions: model (one version) or service (all versions together)';
COMMENT ON COLUMN monitoring.current_distribution.model_version IS 'The model version; empty for scope service';
COMMENT ON COLUMN monitoring.current_distribution.window_kind IS 'Length of the window: HOUR, DAY, DAYS_7 or DAYS_28';
COMMENT ON COLUMN monitoring.current_distribution.window_start IS 'First instant of the window (half-open, UTC)';
COMMENT ON COLUMN monitoring.current_distribution.slice_key IS 'Attribute that selects the rows, or all';
COMMENT ON COLUMN monitoring.current_distribution.slice_value IS 'Value of that attribute, or all';
COMMENT ON COLUMN monitoring.current_distribution.subject IS 'What is drawn, e.g. mean_intensity';
COMMENT ON COLUMN monitoring.current_distribution.comparison IS 'What the window was compared with';
COMMENT ON COLUMN monitoring.current_distribution.baseline_id IS 'The baseline; empty where none is meant';
COMMENT ON COLUMN monitoring.current_distribution.labels IS 'The bins in words, in order';
COMMENT ON COLUMN monitoring.current_distribution.reference_shares IS 'Share of the reference in each bin';
COMMENT ON COLUMN monitoring.current_distribution.window_shares IS 'Share of the window in each bin';
COMMENT ON COLUMN monitoring.current_distribution.revision IS '1 for the first row of a natural key, then ascending: a new one is written only when something changed';
COMMENT ON COLUMN monitoring.current_distribution.as_of IS 'Only what had arrived by then counted';
COMMENT ON COLUMN monitoring.current_distribution.publication IS 'The publication that wrote the row';

CREATE FUNCTION monitoring.distribution_known_at(t timestamptz) RETURNS SETOF monitoring.distribution
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
SELECT DISTINCT ON (window_start, window_kind, scope, model_version, slice_key, slice_value, subject, comparison) *
FROM monitoring.distribution
WHERE as_of <= t
ORDER BY window_start, window_kind, scope, model_version, slice_key, slice_value, subject, comparison, as_of DESC, revision DESC
$$;
COMMENT ON FUNCTION monitoring.distribution_known_at(timestamptz) IS 'The rows of distribution as they were known at t.';

CREATE VIEW monitoring.current_system_metric_window AS
SELECT DISTINCT ON (window_start, window_kind, host, metric)
    host, window_kind, window_start, metric, samples, mean, p95, max, revision, as_of, publication
FROM monitoring.system_metric_window
ORDER BY window_start, window_kind, host, metric, as_of DESC, revision DESC;
COMMENT ON VIEW monitoring.current_system_metric_window IS 'The rows of system_metric_window as known now.';
COMMENT ON COLUMN monitoring.current_system_metric_window.host IS 'The host that logged';
COMMENT ON COLUMN monitoring.current_system_metric_window.window_kind IS 'Length of the window: HOUR, DAY, DAYS_7 or DAYS_28';
COMMENT ON COLUMN monitoring.current_system_metric_window.window_start IS 'First instant of the window (half-open, UTC)';
COMMENT ON COLUMN monitoring.current_system_metric_window.metric IS 'Name of the number, e.g. cpu_percent';
COMMENT ON COLUMN monitoring.current_system_metric_window.samples IS 'Finite samples';
COMMENT ON COLUMN monitoring.current_system_metric_window.mean IS 'Their mean; null if there is none';
COMMENT ON COLUMN monitoring.current_system_metric_window.p95 IS 'Their 95th percentile; null if there is none';
COMMENT ON COLUMN monitoring.current_system_metric_window.max IS 'The largest; null if there is none';
COMMENT ON COLUMN monitoring.current_system_metric_window.revision IS '1 for the first row of a natural key, then ascending: a new one is written only when something changed';
COMMENT ON COLUMN monitoring.current_system_metric_window.as_of IS 'Only what had arrived by then counted';
COMMENT ON COLUMN monitoring.current_system_metric_window.publication IS 'The publication that wrote the row';

CREATE FUNCTION monitoring.system_metric_window_known_at(t timestamptz) RETURNS SETOF monitoring.system_metric_window
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
SELECT DISTINCT ON (window_start, window_kind, host, metric) *
FROM monitoring.system_metric_window
WHERE as_of <= t
ORDER BY window_start, window_kind, host, metric, as_of DESC, revision DESC
$$;
COMMENT ON FUNCTION monitoring.system_metric_window_known_at(timestamptz) IS 'The rows of system_metric_window as they were known at t.';
