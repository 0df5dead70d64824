package org.cxrwatch.io.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import org.cxrwatch.error.CxrwatchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What stores answer that the server of the tests does not. */
class BucketTroubleTest {

    private static CxrwatchException of(Exception cause) {
        return new BucketTrouble("s3a://logs/cxr", "be listed").of(new IOException("as Hadoop wraps it", cause));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | AccessDenied                 | 2 | the store refuses it to these credentials (AccessDenied). | Allow them s3:ListBucket
            403 | ''                           | 2 | the store refuses it to these credentials (HTTP 403).     | Allow them s3:ListBucket
            403 | InvalidAccessKeyId           | 2 | does not accept the credentials (InvalidAccessKeyId).     | Correct AWS_ACCESS_KEY_ID
            400 | ExpiredToken                 | 2 | does not accept the credentials (ExpiredToken).           | the profile or role
            301 | PermanentRedirect            | 2 | the bucket is in another region than was asked            | Set s3.region, or AWS_REGION
            400 | AuthorizationHeaderMalformed | 2 | the bucket is in another region than was asked            | Set s3.region, or AWS_REGION
            404 | NoSuchBucket                 | 2 | there is no such bucket (NoSuchBucket).                   | Correct the bucket's name
            503 | SlowDown                     | 4 | the store does not answer as it should (SlowDown).        | are up
            """)
    void anAnswerIsToldInWordsWithItsCode(int status, String code, int exit, String problem, String remedy) {
        CxrwatchException told = of(S3Exception.builder()
                .statusCode(status)
                .message("with parts of a key: AKIA")
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build());

        assertThat(told)
                .hasMessageStartingWith("s3a://logs/cxr cannot be listed: ")
                .hasMessageContaining(problem)
                .hasMessageContaining(remedy)
                .hasMessageContaining("nothing was taken")
                .hasMessageNotContaining("AKIA");
        assertThat(told.exitCode().number()).isEqualTo(exit);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Unable to load region from any of the providers in the chain      | none is set               | s3.region
            Unable to load credentials from any of the providers in the chain | no credentials were found | AWS_ACCESS_KEY_ID
            """)
    void whatTheMachineDoesNotHaveIsAskedFor(String message, String problem, String remedy) {
        CxrwatchException told = of(SdkClientException.create(message));

        assertThat(told).hasMessageContaining(problem).hasMessageContaining(remedy);
        assertThat(told.exitCode().number()).isEqualTo(2);
    }

    @Test
    void aConnectionThatIsRefusedMayBeTakenLater() {
        CxrwatchException told = of(new ConnectException("to some host"));

        assertThat(told).hasMessageContaining("does not answer as it should (ConnectException).");
        assertThat(told.exitCode().number()).isEqualTo(4);
    }
}
