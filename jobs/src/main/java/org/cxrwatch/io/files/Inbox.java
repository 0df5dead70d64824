package org.cxrwatch.io.files;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.log.LogJson;
import org.cxrwatch.log.RejectedRow;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.port.RecordedLines;

/** A folder of logs into which people put what they record, a file each time, whole or not at all. */
public final class Inbox implements RecordedLines {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int STAMP_LETTERS = 8;
    private static final String ID = "prediction_id";

    private final Path folder;

    /** The inbox in this folder, which is made when it is first used. */
    public Inbox(Path folder) {
        this.folder = folder;
    }

    /** Writes labels into a file of their own, which is there, on the disk, when this returns. */
    public Path putLabels(List<LabelEvent> labels, Instant at) {
        return put("labels", labels.stream().map(Inbox::line).collect(Collectors.joining()), at);
    }

    /**
     * Writes a prediction, as a line of the log says it, into a file of its own, which is there, on the disk, when this
     * returns.
     */
    public Path putPrediction(ObjectNode line, Instant at) {
        return put("predictions", line + "\n", at);
    }

    private Path put(String kind, String lines, Instant at) {
        String own = STAMP.format(at) + "-" + UUID.randomUUID().toString().substring(0, STAMP_LETTERS);
        Path target = folder.resolve(own).resolve(kind + "_" + DAY.format(at) + ".jsonl");
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        try {
            Files.createDirectories(target.getParent());
            write(unfinished, lines);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            keep(target.getParent());
            keep(folder);
            return target;
        } catch (IOException e) {
            throw new TransientException(
                    "The " + kind + " cannot be written to " + target + ": " + e.getMessage()
                            + ". Nothing was recorded",
                    "Check that the disk has room and that this user may write there, then call the command again",
                    e);
        }
    }

    /** {@inheritDoc} Each file is replaced as a whole. */
    @Override
    public int forget(Set<String> predictionIds) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            int forgotten = 0;
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                forgotten += forget(file, predictionIds);
            }
            return forgotten;
        } catch (IOException e) {
            throw new TransientException(
                    "What people recorded below " + folder + " cannot be rewritten: " + e.getMessage()
                            + ". The erasure is not done: `cxrwatch erase --list` says so",
                    "Check that the disk has room and that this user may write there, then call the command again",
                    e);
        }
    }

    private int forget(Path file, Set<String> predictionIds) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String kept = lines.stream()
                .filter(line -> !predictionIds.contains(idOf(line)))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        int forgotten = lines.size() - (int) kept.lines().count();
        if (forgotten > 0) {
            Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
            Files.deleteIfExists(unfinished);
            write(unfinished, kept);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            keep(file.getParent());
        }
        return forgotten;
    }

    /** The id on a line; none on one that is not ours, which is left alone. */
    private static String idOf(String line) {
        try {
            return LogJson.parse(line).path(ID).asText();
        } catch (RejectedRow notOurs) {
            return "";
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    /** A name is on the disk when its folder is. */
    private static void keep(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static String line(LabelEvent label) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put(ID, label.predictionId());
        line.put("actual_label", label.actualClass().orElse(null));
        line.put("labelled_at", label.saidAt().toString());
        line.put("source", label.source());
        return line + "\n";
    }
}
