package org.cxrwatch.io.delta;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.s3a.AWSRedirectException;
import org.apache.hadoop.fs.s3a.UnknownStoreException;
import org.apache.hadoop.fs.s3a.auth.NoAuthWithAWSException;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.TransientException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What the failures of an object store mean to people. Texts of the store itself are not passed on, but for the code of
 * the error: they may repeat what was signed.
 */
public final class StoreFailures {

    /** As AWS names them, and versitygw an unknown key. */
    private static final Set<String> WRONG_KEYS = Set.of(
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "InvalidToken",
            "ExpiredToken",
            "TokenRefreshRequired",
            "XAdminUserNotFound");

    private static final Set<String> WRONG_REGION =
            Set.of("AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException");

    private static final String CREDENTIALS =
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile or role they come from";

    private StoreFailures() {}

    /**
     * What went wrong, if a store was the cause.
     *
     * @param subject what could not be reached, at the beginning of a sentence
     */
    public static Optional<CxrwatchException> find(String subject, Throwable failure) {
        List<Throwable> causes = causes(failure);
        if (causes.stream().noneMatch(StoreFailures::isOfStore)) {
            return Optional.empty();
        }
        String code = code(causes);
        if (has(causes, UnknownStoreException.class)) {
            return Optional.of(noBucket(subject, failure));
        }
        if (has(causes, NoAuthWithAWSException.class) || says(causes, "load credentials")) {
            return Optional.of(noCredentials(subject, failure));
        }
        if (WRONG_KEYS.contains(code)) {
            return Optional.of(wrongKeys(subject, code, failure));
        }
        if (has(causes, AccessDeniedException.class)) {
            return Optional.of(denied(subject, code, failure));
        }
        if (WRONG_REGION.contains(code) || has(causes, AWSRedirectException.class) || says(causes, "load region")) {
            return Optional.of(wrongRegion(subject, failure));
        }
        return Optional.of(noAnswer(subject, code, failure));
    }

    /** The same of a failure that can only come from a store or the way to it. */
    static CxrwatchException of(String subject, IOException failure) {
        return find(subject, failure).orElseGet(() -> noAnswer(subject, "", failure));
    }

    /**
     * Passes over that something is not there.
     *
     * @throws CxrwatchException if it is the user that the store does not find, which some answer with 404, too
     */
    static void passOver(String subject, FileNotFoundException absent) {
        String code = code(causes(absent));
        if (WRONG_KEYS.contains(code)) {
            throw wrongKeys(subject, code, absent);
        }
    }

    private static CxrwatchException noBucket(String subject, Throwable cause) {
        return new ConfigurationException(
                subject + " cannot be reached: its bucket does not exist.",
                "Correct the name of the bucket or s3.endpoint, or have the bucket made: cxrwatch makes none.",
                cause);
    }

    private static CxrwatchException noCredentials(String subject, Throwable cause) {
        return new ConfigurationException(
                subject + " cannot be reached: no credentials were found.",
                "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or AWS_PROFILE, or run cxrwatch"
                        + " where a role gives them.",
                cause);
    }

    private static CxrwatchException wrongKeys(String subject, String code, Throwable cause) {
        return new ConfigurationException(
                subject + " cannot be reached: the object store refuses the credentials (" + code + ").",
                "Correct " + CREDENTIALS + ".",
                cause);
    }

    private static CxrwatchException denied(String subject, String code, Throwable cause) {
        return new ConfigurationException(
                subject + " cannot be used: the object store denies access" + in(code) + ".",
                "Let the user of the credentials list, read, write and delete below the lake's prefix (s3:ListBucket,"
                        + " GetObject, PutObject, DeleteObject), or correct " + CREDENTIALS + ".",
                cause);
    }

    private static CxrwatchException wrongRegion(String subject, Throwable cause) {
        return new ConfigurationException(
                subject + " cannot be reached: its bucket is in another region, or no region is known.",
                "Set s3.region, or AWS_REGION, to the region of the bucket.",
                cause);
    }

    private static CxrwatchException noAnswer(String subject, String code, Throwable cause) {
        return new TransientException(
                subject + " cannot be reached: the object store does not answer, or fails" + in(code) + ".",
                "Check s3.endpoint, the network and the object store; then run the command again: it goes on where it"
                        + " stopped.",
                cause);
    }

    private static String in(String code) {
        return code.isEmpty() ? "" : " (" + code + ")";
    }

    private static boolean isOfStore(Throwable cause) {
        return cause instanceof SdkException
                || cause instanceof UnknownStoreException
                || cause instanceof NoAuthWithAWSException
                || cause.getClass().getPackageName().equals(UnknownStoreException.class.getPackageName());
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> kind) {
        return causes.stream().anyMatch(kind::isInstance);
    }

    private static boolean says(List<Throwable> causes, String words) {
        return causes.stream()
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains(words));
    }

    /** The store's name of the error; an answer without a body, as to HEAD, has none. */
    private static String code(List<Throwable> causes) {
        return causes.stream()
                .filter(AwsServiceException.class::isInstance)
                .map(cause -> ((AwsServiceException) cause).awsErrorDetails())
                .filter(details -> details != null && details.errorCode() != null)
                .map(details -> details.errorCode().replaceAll("[^A-Za-z0-9]", ""))
                .findFirst()
                .orElse("");
    }

    private static List<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(50)
                .toList();
    }
}
