package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.cxrwatch.model.Slice;
import org.junit.jupiter.api.Test;

/** What moved because of a cause, and what because of another. */
class SymptomsTest {

    private static final Slice NORTH = new Slice("site", "north");
    private static final Slice HARBOR = new Slice("site", "harbor");
    private static final Slice OF_NORTH = new Slice("scanner", "n-1");
    private static final Slice OF_HARBOR = new Slice("scanner", "h-1");
    private static final Slice OF_BOTH = new Slice("scanner", "mobile");
    private static final Slice WOMEN = new Slice("patient_sex", "F");
    private static final Map<Slice, Set<Slice>> WITHIN =
            Map.of(OF_NORTH, Set.of(NORTH), OF_HARBOR, Set.of(HARBOR), OF_BOTH, Set.of(NORTH, HARBOR));
    private static final Set<Slice> FIRED = Set.of(Slice.ALL, NORTH, HARBOR, OF_NORTH, OF_HARBOR, OF_BOTH, WOMEN);

    @Test
    void aScannerIsASymptomOfItsOwnSiteOnly() {
        Symptoms symptoms = new Symptoms(Set.of(), WITHIN);
        Set<Slice> named = Set.of(NORTH, HARBOR);

        assertThat(symptoms.of(NORTH, named, FIRED)).containsExactly(Slice.ALL, WOMEN, OF_BOTH, OF_NORTH);
        assertThat(symptoms.of(HARBOR, named, FIRED)).containsExactly(Slice.ALL, WOMEN, OF_HARBOR, OF_BOTH);
    }

    @Test
    void whatExplainsSomethingElseIsNoSymptomNorIsWhatLiesWithinIt() {
        Symptoms symptoms = new Symptoms(Set.of(HARBOR), WITHIN);

        assertThat(symptoms.of(Slice.ALL, Set.of(Slice.ALL), FIRED)).containsExactly(WOMEN, OF_NORTH, NORTH);
    }
}
