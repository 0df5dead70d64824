package org.cxrwatch.s3;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.cxrwatch.config.Settings;

/** A bucket as Hadoop's client is told of it, apart from all others that the same session knows. */
public final class TestBucket {

    private TestBucket() {}

    /** Lets a session reach a bucket; each needs a name of its own, because clients are kept by it. */
    public static void tell(Configuration session, String bucket, URI endpoint) {
        settings(endpoint)
                .forEach((key, value) ->
                        session.set(key.replaceFirst("^fs\\.s3a\\.", "fs.s3a.bucket." + bucket + "."), value));
    }

    /** Settings as users have them, with the credentials of {@link S3Server}. */
    public static Map<String, String> settings(URI endpoint) {
        Map<String, String> settings = new TreeMap<>(
                new Settings.S3(Optional.of(endpoint), Optional.of(S3Server.REGION), Settings.PathStyle.YES).hadoop());
        settings.put("fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
        settings.put("fs.s3a.access.key", S3Server.ACCESS_KEY);
        settings.put("fs.s3a.secret.key", S3Server.SECRET_KEY);
        return settings;
    }
}
