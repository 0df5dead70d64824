package org.cxrwatch.spark.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused at start, and how that is said; what values come out is tested with the scan. */
class RowExpressionTest {

    private static final Set<String> DERIVED = Set.of("contrast_ratio");

    private static ConfigurationException refusal(String sql, Wanted wanted) {
        return catchThrowableOfType(
                ConfigurationException.class,
                () -> RowExpression.of(new SqlText("features.derived.x", sql, "a.conf, line 3"), wanted, DERIVED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "features.max_intensity / features.mean_intensity",
                "FEATURES['dark fraction'] + 1",
                "CASE WHEN attributes.site = 'north' THEN confidence ELSE NULL END",
                "cast(attributes.patient_age AS int)",
                "abs(positive_score - 0.5) * 2",
                "nullif(latency_seconds, 0)",
                "hour(at)",
                "aggregate(array(confidence, positive_score), 0D, (sum, x) -> sum + x)",
                "length(model_version)",
                "coalesce(features.entropy, 0.0)"
            })
    void numbersOverColumnsAndMetadataAreTaken(String sql) {
        assertThatCode(() -> RowExpression.of(
                        new SqlText("features.derived.x", sql, "a.conf, line 3"), Wanted.NUMBER, DERIVED))
                .doesNotThrowAnyException();
    }

    @Test
    void whatNoSchemaKnowsIsNamed() {
        NamesRead names = RowExpression.of(
                        new SqlText(
                                "metrics.custom.x.of",
                                "FEATURES['dark fraction'] > features.entropy AND attributes.site = 'north'"
                                        + " AND (predicted_class = 'A' OR predicted_class IN ('B', 'C') OR 'D' <> predicted_class)",
                                "a.conf, line 3"),
                        Wanted.CONDITION,
                        DERIVED)
                .names();

        assertThat(names.entries()).containsExactly("attributes.site", "features.dark fraction", "features.entropy");
        assertThat(names.classes()).containsExactly("A", "B", "C", "D");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "confidence < 0.6",
                "predicted_class = 'PNEUMONIA' AND attributes.site IN ('north', 'harbor')",
                "features.entropy IS NULL",
                "confidence BETWEEN 0.4 AND 0.6",
                "attributes.patient_age > 65",
                "NOT attributes.scanner LIKE 'north-%'"
            })
    void conditionsAreTaken(String sql) {
        assertThatCode(() -> RowExpression.of(
                        new SqlText("metrics.custom.x.of", sql, "a.conf, line 3"), Wanted.CONDITION, DERIVED))
                .doesNotThrowAnyException();
    }

    @Test
    void aRefusalSaysKeyExpressionPlaceCharacterReasonAndRemedy() {
        ConfigurationException refusal = refusal("features.entropy + confidnce", Wanted.NUMBER);

        assertThat(refusal.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(refusal)
                .hasMessageContaining("features.derived.x = \"features.entropy + confidnce\" (a.conf, line 3), "
                        + "character 20: a prediction has no column confidnce")
                .hasMessageContaining("Did you mean confidence?")
                .hasMessageContaining("There are: predicted_class, confidence,");
    }

    @Test
    void charactersAreCountedOverLines() {
        assertThat(refusal("features.entropy\n  + confidnce", Wanted.NUMBER)).hasMessageContaining("character 22: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            metadata.image_stats.entropy | Write features.entropy.
            image_stats.entropy          | Write features.entropy.
            length(metadata.site)        | Write attributes.site.
            processing_time * 1000       | Did you mean latency_seconds?
            feature.entropy              | Did you mean features.NAME?
            hour(timestamp)              | Did you mean at?
            """)
    void namesOfTheLogAreTranslated(String sql, String remedy) {
        assertThat(refusal(sql, Wanted.NUMBER)).hasMessageContaining(remedy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            attributes.patient_id = 'x'                 | 1 | patient_id may say who a patient is
            attributes['PatientName'] IS NULL           | 1 | PatientName may say who a patient is
            confidence < 1 AND attributes.mrn = '1'     | 20 | mrn may say who a patient is
            length(prediction_id) > 3                   | 8 | prediction_id may say who a patient is
            image_hash = 'a'                            | 1 | image_hash may say who a patient is
            features.study_number > 2                   | 1 | study_number may say who a patient is
            actual_label = predicted_class              | 1 | actual_label is a label, which comes after
            attributes.label = 'NORMAL'                 | 1 | label is a label, which comes after
            status = 'error'                            | 1 | status is about failures, and only answered requests
            element_at(attributes, 'patient_id') = 'x'  | 1 | attributes is read as a whole
            attributes[concat('patient', '_id')] = 'x'  | 1 | attributes is read as a whole
            to_json(struct(*)) = 'x'                    | 16 | * stands for all columns
            size(features) > 3                          | 1 | features is read as a whole
            features.contrast_ratio > 2                 | 1 | features.contrast_ratio is derived itself
            """)
    void whatMustNotBeReadIsRefused(String sql, int character, String why) {
        assertThat(refusal(sql, Wanted.CONDITION)).hasMessageContaining("character " + character + ": " + why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            avg(confidence)                             | 1 | avg sums up rows
            1 + count(confidence)                       | 5 | count sums up rows
            explode(array(confidence))                  | 1 | explode sums up rows, or makes several of one
            rank() OVER (ORDER BY confidence)           | 1 | OVER (…) reads other rows
            (SELECT 1)                                  | 1 | a subquery reads other rows
            confidence + (SELECT max(x) FROM t)         | 14 | a subquery reads other rows
            rand() + confidence                         | 1 | rand does not give the same value
            confidence + unix_timestamp()               | 14 | current_timestamp does not give the same value
            datediff(now(), at)                         | 10 | now does not give the same value
            monotonically_increasing_id() + confidence  | 1 | monotonically_increasing_id does not give the same value
            reflect('java.lang.Math', 'abs', 1) + confidence | 1 | reflect does not give the same value
            confidenc(2)                                | 1 | there is no function confidenc
            rouund(confidence)                          | 1 | there is no function rouund
            confidence +                                | 13 | Syntax error at or near end of input
            confidence confidence                       | 1 | a name follows a value, and nothing is named here
            predicted_class                             | 1 | it gives string, and a number is wanted
            confidence < 0.6                            | 1 | it gives boolean, and a number is wanted
            features                                    | 1 | features is read as a whole
            1 + 1                                       | 1 | it reads nothing of a prediction
            if(confidence > 0, NULL, NULL)              | 1 | it gives void, and a number is wanted
            confidence AND true                         | 1 | Cannot resolve
            abs(confidence, 2)                          | 1 | The `abs` requires 1 parameters but the actual number is 2
            """)
    void whatIsNoNumberOfOneRowIsRefused(String sql, int character, String why) {
        assertThat(refusal(sql, Wanted.NUMBER)).hasMessageContaining("character " + character + ": " + why);
    }

    @Test
    void aMistypedFunctionGetsTheNearestName() {
        assertThat(refusal("rouund(confidence)", Wanted.NUMBER)).hasMessageContaining("Did you mean round?");
    }

    @Test
    void aNumberIsNoCondition() {
        assertThat(refusal("confidence", Wanted.CONDITION))
                .hasMessageContaining("it gives double, and a condition is wanted")
                .hasMessageContaining("Write a condition, such as confidence < 0.6");
    }
}
