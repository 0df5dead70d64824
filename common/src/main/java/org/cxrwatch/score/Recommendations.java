package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Says of each cause what moved, by how much, where, since when, how sure, and what to check first. */
public final class Recommendations {

    /** The most that people are asked to read. */
    public static final int LIMIT = 5;

    private final DriftSentences sentences;

    private record Said(DriftKind kind, int rank, String text) {}

    /** Speaks of this class's share; {@code nestedIn} says in which other attribute an attribute's values lie. */
    public Recommendations(String positiveClass, Map<String, String> nestedIn) {
        this.sentences = new DriftSentences(positiveClass, nestedIn);
    }

    /**
     * The sentences for a window: on images first, then on answers, then on accuracy; in each the worst first. Answers
     * that changed where the images did are told with the images. If there is more to say than fits, the worst of each
     * is said before the second worst of any.
     *
     * @param window its rows, which tell what lies in what
     * @param findings its scores and causes
     */
    public List<String> of(WindowParts window, Verdicts.Findings findings) {
        Moved moved = new Moved(window, findings);
        List<Said> said = new ArrayList<>();
        for (DriftKind kind : DriftKind.values()) {
            List<String> ofKind = moved.toBeTold(kind).stream()
                    .map(slice -> sentences.of(moved, kind, slice))
                    .toList();
            IntStream.range(0, ofKind.size()).forEach(rank -> said.add(new Said(kind, rank, ofKind.get(rank))));
        }
        return said.stream()
                .sorted(Comparator.comparingInt(Said::rank).thenComparing(Said::kind))
                .limit(LIMIT)
                .sorted(Comparator.comparing(Said::kind).thenComparing(Said::rank))
                .map(Said::text)
                .toList();
    }

    /** What else there is to say comes last, and is said: the least of the others makes room for it. */
    public static List<String> with(List<String> recommendations, List<String> more) {
        return Stream.concat(
                        recommendations.stream().limit(Math.max(0, LIMIT - more.size())),
                        more.stream().limit(LIMIT))
                .toList();
    }
}
