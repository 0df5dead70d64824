package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.cxrwatch.model.Slice;
import org.junit.jupiter.api.Test;

class NestedSlicesTest {

    @Test
    void nestedAttributesAreKnownByTheOneTheyLieIn() {
        assertThat(NestedSlices.attributes(Map.of("scanner", "site", "room", "site", "sex", "age"), "site"))
                .containsExactly("room", "scanner");
        WindowParts window = SyntheticDays.window(SomeScores.DAY, new SyntheticDays(1, 100).day(SomeScores.DAY));
        assertThat(NestedSlices.in(window.distributions().get(new Slice("site", "north")), "scanner"))
                .containsExactlyElementsOf(List.of(new Slice("scanner", "north-1"), new Slice("scanner", "north-2")));
        assertThat(NestedSlices.in(window.distributions().get(Slice.ALL), "room"))
                .isEmpty();
    }
}
