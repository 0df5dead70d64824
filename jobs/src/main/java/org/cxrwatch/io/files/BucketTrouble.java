package org.cxrwatch.io.files;

import java.io.IOException;
import org.cxrwatch.error.Causes;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.store.StoreAnswer;

/**
 * What a refusal of a bucket of files means to people.
 *
 * @param place which bucket, and where in it
 * @param what could not be done with it
 */
record BucketTrouble(String place, String what) {

    private static final String AGAIN = "; then run the command again: nothing was taken";

    /** What is to be thrown for this failure. */
    CxrwatchException of(IOException cause) {
        StoreAnswer answer = StoreAnswer.of(cause);
        String code = code(answer, cause);
        return switch (answer.kind()) {
            case NO_BUCKET ->
                configuration(
                        "there is no such bucket (" + code + ")",
                        "Correct the bucket's name in sources.files.folder, or s3.endpoint, the store that is asked",
                        cause);
            case WRONG_CREDENTIALS ->
                configuration(
                        "the store does not accept the credentials (" + code + ")",
                        "Correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile or role that stands for "
                                + "them",
                        cause);
            case WRONG_REGION ->
                configuration(
                        "the bucket is in another region than was asked, or none is set (" + code + ")",
                        "Set s3.region, or AWS_REGION, to the bucket's region",
                        cause);
            case NO_CREDENTIALS ->
                configuration(
                        "no credentials were found (" + code + ")",
                        "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this machine a profile or role",
                        cause);
            case DENIED ->
                configuration(
                        "the store refuses it to these credentials (" + code + ")",
                        "Allow them s3:ListBucket on the bucket and s3:GetObject on what is below the prefix, and the "
                                + "use of its key if it is encrypted with one",
                        cause);
            case NO_ANSWER ->
                new TransientException(
                        place + " cannot " + what + ": the store does not answer as it should (" + code + ")",
                        "Check that s3.endpoint is right, and that the store and the network to it are up" + AGAIN,
                        cause);
        };
    }

    private ConfigurationException configuration(String why, String remedy, IOException cause) {
        return new ConfigurationException(place + " cannot " + what + ": " + why, remedy + AGAIN, cause);
    }

    /** The store's code, else its status, else the kind of failure: none of them holds anything secret. */
    private static String code(StoreAnswer answer, IOException cause) {
        if (!answer.code().isEmpty()) {
            return answer.code();
        }
        return answer.status() > 0
                ? "HTTP " + answer.status()
                : Causes.innermost(cause).getClass().getSimpleName();
    }
}
