-- Rows as wide as the six weeks', told apart and spread by their number; $1 the first number, $2 the last.
INSERT INTO predictions (id, image_id, prediction, confidence, timestamp, processing_time, image_hash, status,
                         actual_label, metadata, model_version)
SELECT md5('row ' || n)::uuid,
       md5('image ' || n)::uuid::text,
       CASE WHEN n % 2 = 0 THEN 'NORMAL' ELSE 'PNEUMONIA' END,
       0.5 + n % 499979 / 1e6,
       timestamp '2026-01-01' + n * interval '5 s' + n % 977 * interval '1.013 ms',
       0.06 + n % 839 / 1e3,
       substr(md5(n::text), 1, 16),
       CASE WHEN n % 101 = 0 THEN 'error' ELSE 'success' END,
       CASE n % 5 WHEN 0 THEN 'NORMAL' WHEN 1 THEN 'PNEUMONIA' END,
       format('{"site":"site-%s","scanner":"scanner-%s","view_position":"%s","patient_sex":"%s",'
                  '"patient_age_group":"%s","image_stats":{"mean_intensity":%s,"std_intensity":%s,"skewness":-0.%s,'
                  '"kurtosis":1.%s,"entropy":6.%s,"laplacian_variance":%s,"edge_density":0.%s,"dark_fraction":0.00%s,'
                  '"saturated_fraction":0.0}}',
              n % 4, n % 8, CASE WHEN n % 3 = 0 THEN 'AP' ELSE 'PA' END, CASE WHEN n % 2 = 0 THEN 'F' ELSE 'M' END,
              CASE n % 4 WHEN 0 THEN '0-17' WHEN 1 THEN '18-39' WHEN 2 THEN '40-64' ELSE '65+' END,
              120 + n % 70000 / 1000.0, 25 + n % 20011 / 1000.0, n % 899981, n % 99991, n % 719989,
              600 + n % 79999 / 100.0, n % 249989, n % 63703)::jsonb,
       'v1.0.0'
FROM generate_series($1::bigint, $2::bigint) AS n
