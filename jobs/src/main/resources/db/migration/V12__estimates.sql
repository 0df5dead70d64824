-- Whether what is estimated without labels may be believed.

ALTER TABLE monitoring.window_verdict ADD COLUMN estimate_doubts text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN monitoring.window_verdict.estimate_doubts IS 'Why what is estimated without labels must not be believed; empty if it may, or if nothing was estimated';

CREATE OR REPLACE VIEW monitoring.current_window_verdict AS
SELECT DISTINCT ON (window_start, window_kind, scope, model_version, slice_key, slice_value)
    scope, model_version, window_kind, window_start, slice_key, slice_value, data_score, data_lower, data_upper, data_reason, prediction_score, prediction_lower, prediction_upper, prediction_reason, concept_score, concept_lower, concept_upper, concept_reason, overall_score, overall_lower, overall_upper, overall_reason, severity, worst_slice, causes, recommendations, revision, as_of, publication, estimate_doubts
FROM monitoring.window_verdict
ORDER BY window_start, window_kind, scope, model_version, slice_key, slice_value, as_of DESC, revision DESC;
COMMENT ON COLUMN monitoring.current_window_verdict.estimate_doubts IS 'Why what is estimated without labels must not be believed; empty if it may, or if nothing was estimated';
