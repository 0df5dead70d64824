package org.cxrwatch.io.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.stream.Stream;
import org.apache.hadoop.fs.s3a.AWSBadRequestException;
import org.apache.hadoop.fs.s3a.AWSStatus500Exception;
import org.apache.hadoop.fs.s3a.UnknownStoreException;
import org.apache.hadoop.fs.s3a.auth.NoAuthWithAWSException;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

class StoreFailuresTest {

    private static final String TEXT_OF_THE_STORE = "text of the store: GET /IMG-4711";

    private static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new UnknownStoreException("s3a://b", TEXT_OF_THE_STORE), 2, "its bucket does not exist"),
                Arguments.of(new NoAuthWithAWSException(TEXT_OF_THE_STORE), 2, "no credentials were found"),
                Arguments.of(denied("ExpiredToken"), 2, "refuses the credentials (ExpiredToken)"),
                Arguments.of(denied("AccessDenied"), 2, "denies access (AccessDenied)"),
                Arguments.of(
                        new AWSBadRequestException("put", ofStore(400, "AuthorizationHeaderMalformed")),
                        2,
                        "its bucket is in another region, or no region is known"),
                Arguments.of(
                        new AWSStatus500Exception("put", ofStore(500, "InternalError")),
                        4,
                        "does not answer, or fails (InternalError)"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureOfTheStoreIsSaidWithoutItsText(Exception failure, int code, String words) {
        CxrwatchException said = StoreFailures.find("The lake", new IllegalStateException("in Spark", failure))
                .orElseThrow();

        assertThat(said.exitCode().number()).isEqualTo(code);
        assertThat(said.problem()).startsWith("The lake cannot be ").contains(words);
        assertThat(said.getMessage()).doesNotContain("IMG-4711");
        assertThat(said.remedy()).isNotBlank();
    }

    @Test
    void whatTheStoreHasNoPartInIsNotItsFailure() {
        assertThat(StoreFailures.find("The lake", new IOException("disk full"))).isEmpty();
        assertThat(StoreFailures.find("The lake", new AccessDeniedException("/var/lake")))
                .isEmpty();
    }

    @Test
    void aUserThatIsNotFoundIsNotAnEmptyLake() {
        FileNotFoundException absent = new FileNotFoundException("list");
        absent.initCause(ofStore(404, "XAdminUserNotFound"));

        assertThatThrownBy(() -> StoreFailures.passOver("The lake", absent))
                .isInstanceOfSatisfying(
                        CxrwatchException.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
                .hasMessageContaining("The lake cannot be reached: the object store refuses the credentials");
        StoreFailures.passOver("The lake", new FileNotFoundException("nothing there"));
    }

    private static AccessDeniedException denied(String code) {
        AccessDeniedException denied = new AccessDeniedException("s3a://b/lake", null, TEXT_OF_THE_STORE);
        denied.initCause(ofStore(403, code));
        return denied;
    }

    private static S3Exception ofStore(int status, String code) {
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .message(TEXT_OF_THE_STORE)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(TEXT_OF_THE_STORE)
                        .build())
                .build();
    }
}
