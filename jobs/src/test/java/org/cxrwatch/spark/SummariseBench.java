package org.cxrwatch.spark;

import java.nio.file.*; import java.time.*; import java.util.*;
import org.cxrwatch.io.delta.*; import org.cxrwatch.io.files.*; import org.cxrwatch.job.*; import org.cxrwatch.model.*; import org.cxrwatch.summary.*; import org.cxrwatch.port.Cells;
public final class SummariseBench {
  public static void main(String[] a) throws Exception {
    Path STREAM = Path.of("src", "demo", "pneumonia-stream");
    SummaryDefinition D = new SummaryDefinition(List.of("site", "scanner", "view_position", "patient_sex", "patient_age_group"), List.of("site"));
    ReadingRules R = new ReadingRules(List.of("NORMAL", "PNEUMONIA"), "PNEUMONIA", ConfidenceMeaning.PREDICTED_CLASS, ZoneId.of("UTC"), Duration.ofDays(7_300));
    for (int i = 0; i < Integer.parseInt(a[0]); i++) {
      Path f = Files.createTempDirectory(Path.of(a[1]), "lake");
      InMemoryLedger ledger = new InMemoryLedger();
      DeltaLake lake = DeltaLake.open(TestSession.shared(), f.toString());
      long c0 = cpu(), t0 = System.nanoTime();
      new Ingest(new FolderSource("files", STREAM), new DeltaIntake(TestSession.shared(), lake, new FolderReader(STREAM, R)), ledger, ArrivalBasis.FROM_NAME).run(Instant.parse("2026-11-01T00:00:00Z"));
      long c1 = cpu(), t1 = System.nanoTime();
      SparkWork work = new SparkWork(TestSession.shared());
      var r = new Summarise(ledger, new LakeSummariser(TestSession.shared(), lake, D, 120)).run();
      long c2 = cpu(), t2 = System.nanoTime();
      System.out.printf("ingest %.1f s (cpu %.1f), summarise %.1f s (cpu %.1f) jobs %d %s%n", (t1-t0)/1e9, (c1-c0)/1e9, (t2-t1)/1e9, (c2-c1)/1e9, work.jobs().size(), r.batches());
      work.close();
      LakeRebuild rb = new LakeRebuild(TestSession.shared(), lake, D, 120);
      var rr = new RebuildCells(ledger, new LakeCells(lake), rb, D).run(Optional.empty(), Optional.empty());
      long t3 = System.nanoTime();
      System.out.printf("rebuild %.1f s %s%n", (t3-t2)/1e9, rr.sentence());
      List<Cell> cells = new LakeCells(lake).load(new Cells.Range(LocalDate.of(2026,9,1), LocalDate.of(2026,10,12), Set.of(PartKind.values()), Instant.parse("2027-01-01T00:00:00Z")));
      long t4 = System.nanoTime();
      System.out.printf("load %.1f s %d cells%n", (t4-t3)/1e9, cells.size());
      Map<String, long[]> by = new TreeMap<>();
      for (Cell c : cells) { String k = c.key().kind()+(c.key().slice().isAll()?" all":" slices"); long[] x = by.computeIfAbsent(k, q->new long[3]); x[0]++; x[1]+=c.part().toBytes().length; x[2]+=c.part().rows(); }
      by.forEach((k,x)->System.out.printf("%-24s %6d cells %9d bytes %7.1f B/prediction %6.1f B/cell%n", k, x[0], x[1], x[1]/17271.0, x[1]/(double)x[0]));
      long files = 0, size = 0; try (var s = Files.walk(f.resolve("cell"))) { for (Path p : (Iterable<Path>) s::iterator) if (p.toString().endsWith(".parquet")) { files++; size += Files.size(p);} }
      System.out.printf("parquet %d files %d bytes %.1f B/prediction%n", files, size, size/17271.0);
    }
    System.exit(0);
  }
  static long cpu() { return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime(); }
}
