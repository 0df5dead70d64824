package org.cxrwatch.score;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The false discovery rate procedure of Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x. */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /**
     * The adjusted p-values, in the order given; {@code family} is the number of tests, at least as many as are given.
     */
    public static List<Double> adjust(List<Double> p, int family) {
        List<Integer> order = IntStream.range(0, p.size())
                .boxed()
                .sorted(Comparator.comparing(p::get))
                .toList();
        Double[] adjusted = new Double[p.size()];
        double least = 1;
        for (int rank = order.size(); rank >= 1; rank--) {
            int i = order.get(rank - 1);
            least = Math.min(least, p.get(i) * ((double) family / rank));
            adjusted[i] = least;
        }
        return List.of(adjusted);
    }
}
