package org.cxrwatch.io.delta;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** In a folder of this machine. */
class DeltaLakeSparkTest extends DeltaLakeContract {

    @TempDir
    Path folder;

    @Override
    String place(String test) {
        return folder.toString();
    }
}
