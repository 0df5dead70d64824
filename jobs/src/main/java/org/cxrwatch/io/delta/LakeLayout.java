package org.cxrwatch.io.delta;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.cxrwatch.port.Layout;

/** The layout of a lake, by the file that says it; Spark is not needed to ask. */
public final class LakeLayout implements Layout {

    private final Path path;
    private final Configuration configuration;

    /**
     * That of the lake at a place.
     *
     * @param folder or {@code s3a://bucket/prefix}
     * @param configuration how Hadoop reaches it
     */
    public LakeLayout(String folder, Configuration configuration) {
        this.path = new Path(folder);
        this.configuration = configuration;
    }

    @Override
    public Version version() {
        return new Version(LakeFormat.present(path, configuration), LakeFormat.CURRENT);
    }

    /** No layout but the present one is migrated from: those before it were never released. */
    @Override
    public void upgrade() {
        LakeFormat.check(path, configuration);
    }
}
