package org.cxrwatch.command;

import java.util.Optional;
import org.cxrwatch.config.Settings;
import org.cxrwatch.io.delta.Commits;
import org.cxrwatch.spark.LakePlace;

/** Where the lake is: a folder, or a bucket that a writer tries before it writes. */
final class LakePlaces {

    private final Settings settings;
    private final Lazy<Commits> commits = new Lazy<>(this::tried);

    LakePlaces(Settings settings) {
        this.settings = settings;
    }

    /** Whether a command may write. */
    enum Purpose {
        READ,
        WRITE
    }

    LakePlace place(Purpose purpose) {
        if (!settings.stores().lake().inBucket()) {
            return LakePlace.folder(settings.stores().lake().text());
        }
        LakePlace bucket = bucket();
        if (purpose == Purpose.WRITE) {
            return bucket.committing(commits.get());
        }
        bucket.reach();
        return bucket;
    }

    /** How commits to a bucket are kept apart, in words; empty for a folder. */
    Optional<String> commits() {
        return settings.stores().lake().inBucket() ? Optional.of(commits.get().text()) : Optional.empty();
    }

    private LakePlace bucket() {
        return LakePlace.bucket(settings.stores().lake().text(), settings.s3().hadoop());
    }

    private Commits tried() {
        return bucket().commits(
                        settings.stores().postgres().isPresent()
                                ? Commits.LockReach.EVERY_MACHINE
                                : Commits.LockReach.THIS_MACHINE);
    }
}
