package org.cxrwatch.io.delta;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.store.StoreAnswer;

/**
 * What the failures of an object store mean to people. Texts of the store itself are not passed on, but for the code of
 * the error: they may repeat what was signed.
 */
public final class StoreFailures {

    private static final String CREDENTIALS =
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile or role they come from";

    private StoreFailures() {}

    /**
     * What went wrong, if a store was the cause.
     *
     * @param subject what could not be reached, at the beginning of a sentence
     */
    public static Optional<CxrwatchException> find(String subject, Throwable failure) {
        if (!StoreAnswer.isCauseOf(failure)) {
            return Optional.empty();
        }
        return Optional.of(said(subject, StoreAnswer.of(failure), failure));
    }

    private static CxrwatchException said(String subject, StoreAnswer answer, Throwable failure) {
        return switch (answer.kind()) {
            case NO_BUCKET -> noBucket(subject, failure);
            case NO_CREDENTIALS -> noCredentials(subject, failure);
            case WRONG_CREDENTIALS -> wrongKeys(subject, answer.code(), failure);
            case DENIED -> denied(subject, answer.code(), failure);
            case WRONG_REGION -> wrongRegion(subject, failure);
            case NO_ANSWER -> noAnswer(subject, answer.code(), failure);
        };
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
        StoreAnswer answer = StoreAnswer.of(absent);
        if (answer.kind() == StoreAnswer.Kind.WRONG_CREDENTIALS) {
            throw wrongKeys(subject, answer.code(), absent);
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
}
