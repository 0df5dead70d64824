package org.cxrwatch.store;

import java.nio.file.AccessDeniedException;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.s3a.AWSRedirectException;
import org.apache.hadoop.fs.s3a.UnknownStoreException;
import org.apache.hadoop.fs.s3a.auth.NoAuthWithAWSException;
import org.cxrwatch.error.Causes;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What went wrong between us and an object store. The store's own text is left out, as it may repeat what was signed;
 * its code is not secret.
 *
 * @param kind what it means
 * @param code the store's name of it, letters and digits only; empty if it gave none
 * @param status the HTTP status; 0 if there was no answer
 */
public record StoreAnswer(Kind kind, String code, int status) {

    private static final int FORBIDDEN = 403;

    /** As AWS names them, and versitygw an unknown key. */
    private static final Set<String> OF_CREDENTIALS = Set.of(
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "InvalidToken",
            "ExpiredToken",
            "TokenRefreshRequired",
            "XAdminUserNotFound");

    private static final Set<String> OF_REGION = Set.of(
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException",
            "PermanentRedirect",
            "TemporaryRedirect");

    /** What an answer, or the lack of one, means. */
    public enum Kind {
        /** There is no such bucket. */
        NO_BUCKET,
        /** The credentials are wrong, old or incomplete. */
        WRONG_CREDENTIALS,
        /** The bucket is in another region, or none is known. */
        WRONG_REGION,
        /** This machine has no credentials. */
        NO_CREDENTIALS,
        /** The credentials are right and may not do it. */
        DENIED,
        /** It does not answer, or fails. */
        NO_ANSWER
    }

    /** What this failure says, which may be of a store or of the way to it. */
    public static StoreAnswer of(Throwable failure) {
        Optional<AwsServiceException> service = Causes.find(AwsServiceException.class, failure);
        String code = service.map(AwsServiceException::awsErrorDetails)
                .flatMap(details -> Optional.ofNullable(details.errorCode()))
                .map(text -> text.replaceAll("[^A-Za-z0-9]", ""))
                .orElse("");
        int status = service.map(AwsServiceException::statusCode).orElse(0);
        return new StoreAnswer(kind(failure, code, status), code, status);
    }

    /** Whether a store, and nothing of this machine, is the cause. */
    public static boolean isCauseOf(Throwable failure) {
        return Causes.of(failure)
                .anyMatch(cause -> cause instanceof SdkException
                        || cause.getClass().getPackageName().startsWith(UnknownStoreException.class.getPackageName()));
    }

    private static Kind kind(Throwable failure, String code, int status) {
        if (Causes.has(UnknownStoreException.class, failure) || code.equals("NoSuchBucket")) {
            return Kind.NO_BUCKET;
        }
        if (OF_CREDENTIALS.contains(code)) {
            return Kind.WRONG_CREDENTIALS;
        }
        if (Causes.has(AWSRedirectException.class, failure)
                || OF_REGION.contains(code)
                || cannotLoad(failure, status, "region")) {
            return Kind.WRONG_REGION;
        }
        if (Causes.has(NoAuthWithAWSException.class, failure) || cannotLoad(failure, status, "credentials")) {
            return Kind.NO_CREDENTIALS;
        }
        return status == FORBIDDEN || Causes.has(AccessDeniedException.class, failure) ? Kind.DENIED : Kind.NO_ANSWER;
    }

    /** What AWS's client does not find on this machine it says in words only, and before it asks anybody. */
    private static boolean cannotLoad(Throwable failure, int status, String what) {
        return status == 0
                && Causes.of(failure)
                        .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("Unable to load " + what));
    }
}
