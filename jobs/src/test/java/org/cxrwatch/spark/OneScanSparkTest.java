package org.cxrwatch.spark;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneScanSparkTest {

    @TempDir
    Path folder;

    @Test
    void look() {
        SmallLake small = new SmallLake(folder);
        SmallStream stream = new SmallStream(200, 5);
        small.ingest(stream);
        small.ingest(new SmallStream(100, 7));
        small.summarise();
        small.ingest(new SmallStream(150, 11));
        try (SparkWork work = new SparkWork(TestSession.shared())) {
            long t = System.nanoTime();
            small.summarise();
            System.out.println("ms " + (System.nanoTime() - t) / 1000000);
            work.jobs().forEach(System.out::println);
            System.out.println(work.rowsByStage());
            work.stages().forEach((k, v) -> System.out.println(k + " " + v));
        }
    }
}
