package org.cxrwatch.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneScanSparkTest {

    @TempDir
    Path folder;

    @Test
    void theRowsOfABatchAreScannedOnceInOneJob() {
        SmallLake small = new SmallLake(folder);
        small.ingest(new SmallStream(40, 5));
        small.summarise();
        SmallStream second = new SmallStream(50, 11);
        small.ingest(second);

        try (SparkWork work = new SparkWork(TestSession.shared())) {
            small.summarise();

            List<Integer> scans = work.stagesThatScan("LakeScan");
            assertThat(scans).hasSize(1);
            assertThat(work.jobsOf(scans.get(0))).hasSize(1);
            assertThat(work.rowsRead(scans.get(0))).isEqualTo(second.requests.size() + second.samples.size());
            assertThat(work.jobs())
                    .as("Spark jobs of one batch, Delta's own among them")
                    .hasSizeLessThanOrEqualTo(25);
        }
    }
}
