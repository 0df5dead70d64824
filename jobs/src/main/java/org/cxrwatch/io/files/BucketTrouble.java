package org.cxrwatch.io.files;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.s3a.AWSRedirectException;
import org.apache.hadoop.fs.s3a.UnknownStoreException;
import org.apache.hadoop.fs.s3a.auth.NoAuthWithAWSException;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.TransientException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What a bucket's refusals mean. The store's own words are not shown, as they hold parts of keys and signatures; its
 * code is.
 *
 * @param place which bucket, and where in it
 * @param what could not be done with it
 */
record BucketTrouble(String place, String what) {

    private static final int FORBIDDEN = 403;
    private static final String AGAIN = "; then run the command again: nothing was taken";

    /** Answers to a key that is wrong, old or incomplete. */
    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken", "TokenRefreshRequired");

    /** Answers of a store that expects another region, or another address. */
    private static final Set<String> BAD_REGION = Set.of(
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException",
            "PermanentRedirect",
            "TemporaryRedirect");

    /** What is to be thrown for this failure. */
    CxrwatchException of(IOException cause) {
        if (cause instanceof UnknownStoreException || isCode(cause, Set.of("NoSuchBucket"))) {
            return configuration(
                    "there is no such bucket",
                    "Correct the bucket's name in sources.files.folder, or s3.endpoint, the store that is asked",
                    cause);
        }
        if (isCode(cause, BAD_CREDENTIALS)) {
            return configuration(
                    "the store does not accept the credentials",
                    "Correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile or role that stands for them",
                    cause);
        }
        if (isRegion(cause)) {
            return configuration(
                    "the bucket is in another region than was asked, or none is set",
                    "Set s3.region, or AWS_REGION, to the bucket's region",
                    cause);
        }
        if (chain(cause).anyMatch(NoAuthWithAWSException.class::isInstance) || cannotLoad(cause, "credentials")) {
            return configuration(
                    "no credentials were found",
                    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this machine a profile or role",
                    cause);
        }
        if (status(cause) == FORBIDDEN) {
            return configuration(
                    "the store refuses it to these credentials",
                    "Allow them s3:ListBucket on the bucket and s3:GetObject on what is below the prefix, and the use "
                            + "of its key if it is encrypted with one",
                    cause);
        }
        return new TransientException(
                place + " cannot " + what + ": the store does not answer as it should (" + code(cause) + ")",
                "Check that s3.endpoint is right, and that the store and the network to it are up" + AGAIN,
                cause);
    }

    private ConfigurationException configuration(String why, String remedy, IOException cause) {
        return new ConfigurationException(
                place + " cannot " + what + ": " + why + " (" + code(cause) + ")", remedy + AGAIN, cause);
    }

    private static boolean isRegion(IOException cause) {
        return cause instanceof AWSRedirectException || isCode(cause, BAD_REGION) || cannotLoad(cause, "region");
    }

    /** What AWS's client could not find on this machine: it says so in words only, and before it asks anybody. */
    private static boolean cannotLoad(IOException cause, String what) {
        return service(cause).isEmpty()
                && chain(cause)
                        .anyMatch(each -> String.valueOf(each.getMessage()).contains("Unable to load " + what));
    }

    private static boolean isCode(IOException cause, Set<String> codes) {
        return service(cause)
                .map(AwsServiceException::awsErrorDetails)
                .map(AwsErrorDetails::errorCode)
                .filter(codes::contains)
                .isPresent();
    }

    private static int status(IOException cause) {
        return service(cause).map(AwsServiceException::statusCode).orElse(0);
    }

    /** The store's code, else the kind of failure: neither holds anything secret. */
    private static String code(IOException cause) {
        return service(cause)
                .map(answer -> Optional.ofNullable(answer.awsErrorDetails())
                        .map(AwsErrorDetails::errorCode)
                        .filter(code -> !code.isBlank())
                        .orElse("HTTP " + answer.statusCode()))
                .orElseGet(() -> chain(cause)
                        .reduce((outer, inner) -> inner)
                        .map(inner -> inner.getClass().getSimpleName())
                        .orElse(""));
    }

    private static Optional<AwsServiceException> service(IOException cause) {
        return chain(cause)
                .filter(AwsServiceException.class::isInstance)
                .map(AwsServiceException.class::cast)
                .findFirst();
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause);
    }
}
