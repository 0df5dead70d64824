package org.cxrwatch.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The laws every summary obeys: any split, order and merge tree of a multiset of rows gives the same bytes.
 *
 * @param <R> a row
 * @param <S> the summary
 */
public interface SummaryLaws<R, S extends Summary<S>> {

    /** The summary of rows, made in one go. */
    S of(List<R> rows);

    /** Random rows; small and large multisets, with ties. */
    List<R> rows(Random random);

    /** Reads what {@link Summary#writeTo} wrote. */
    S read(SummaryReader in);

    @TestFactory
    default Stream<DynamicTest> anySplitOrderAndMergeTreeGivesTheSameBytes() {
        return Stream.iterate(1L, seed -> seed + 1)
                .limit(40)
                .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    Random random = new Random(seed);
                    List<R> rows = rows(random);
                    byte[] whole = bytes(of(rows));
                    List<R> shuffled = new ArrayList<>(rows);
                    Collections.shuffle(shuffled, random);
                    assertThat(bytes(merged(shuffled, random))).isEqualTo(whole);
                }));
    }

    @TestFactory
    default Stream<DynamicTest> addingNothingChangesNothing() {
        return Stream.of(1L, 2L, 3L)
                .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    S sum = of(rows(new Random(seed)));
                    S nothing = of(List.of());
                    assertThat(bytes(sum.plus(nothing))).isEqualTo(bytes(sum));
                    assertThat(bytes(nothing.plus(sum))).isEqualTo(bytes(sum));
                }));
    }

    @TestFactory
    default Stream<DynamicTest> whatIsWrittenIsReadBack() {
        return Stream.of(1L, 2L, 3L, 4L, 5L)
                .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    S sum = of(rows(new Random(seed)));
                    byte[] bytes = bytes(sum);
                    SummaryReader in = new SummaryReader(bytes, 0, bytes.length);
                    S back = read(in);
                    in.expectEnd();
                    assertThat(back).isEqualTo(sum);
                    assertThat(bytes(back)).isEqualTo(bytes);
                }));
    }

    private S merged(List<R> rows, Random random) {
        if (rows.size() < 2 || random.nextInt(12) == 0) {
            return of(rows);
        }
        int cut = random.nextInt(rows.size() + 1);
        S left = merged(rows.subList(0, cut), random);
        S right = merged(rows.subList(cut, rows.size()), random);
        return random.nextInt(2) == 0 ? left.plus(right) : right.plus(left);
    }

    private static byte[] bytes(Summary<?> summary) {
        SummaryWriter out = new SummaryWriter();
        summary.writeTo(out);
        return out.toBytes();
    }
}
