package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.error.DataException;
import org.cxrwatch.model.RegisteredModel;
import org.junit.jupiter.api.Test;

/** What every register of models does. */
public interface ModelRegisterContract {

    Instant NOTED = Instant.parse("2026-10-09T08:00:00.25Z");
    Instant MADE = Instant.parse("2026-10-01T00:00:00Z");

    /** An empty one. */
    ModelRegister models();

    static RegisteredModel model(String version, String status) {
        return new RegisteredModel(
                "pneumonia", version, Optional.of("cnn \"small\" \\ 2"), Optional.of(status), Optional.of(MADE));
    }

    private static RegisteredModel bare(String name, String version) {
        return new RegisteredModel(name, version, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    default void modelsAreListedByNameAndVersion() {
        ModelRegister register = models();

        assertThat(register.add(model("v2", "active"), NOTED, "ana")).isEqualTo(ModelRegister.Outcome.ADDED);
        register.add(bare("pneumonia", "v1"), NOTED, "ana");
        register.add(bare("fracture", "v2"), NOTED, "ana");

        assertThat(register.list())
                .containsExactly(
                        new ModelRegister.Entry(bare("fracture", "v2"), ModelRegister.MANUAL, NOTED),
                        new ModelRegister.Entry(bare("pneumonia", "v1"), ModelRegister.MANUAL, NOTED),
                        new ModelRegister.Entry(model("v2", "active"), ModelRegister.MANUAL, NOTED));
    }

    @Test
    default void addingTheSameAgainChangesNothing() {
        ModelRegister register = models();
        register.add(model("v1", "active"), NOTED, "ana");

        assertThat(register.add(model("v1", "active"), NOTED.plusSeconds(9), "ben"))
                .isEqualTo(ModelRegister.Outcome.KNOWN);
        assertThat(register.add(bare("pneumonia", "v1"), NOTED.plusSeconds(9), "ben"))
                .isEqualTo(ModelRegister.Outcome.KNOWN);

        assertThat(register.list())
                .containsExactly(new ModelRegister.Entry(model("v1", "active"), ModelRegister.MANUAL, NOTED));
    }

    @Test
    default void addingWithOtherContentIsRefusedWithBoth() {
        ModelRegister register = models();
        register.add(model("v1", "active"), NOTED, "ana");

        assertThatThrownBy(() -> register.add(model("v1", "retired"), NOTED, "ana"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("pneumonia v1 is registered with other content")
                .hasMessageContaining("status active")
                .hasMessageContaining("status retired");
        assertThat(register.list())
                .containsExactly(new ModelRegister.Entry(model("v1", "active"), ModelRegister.MANUAL, NOTED));
    }

    @Test
    default void whatADatabaseSaysIsNotedOnce() {
        ModelRegister register = models();
        register.note("hospital", List.of(model("v1", "active"), model("v2", "training")));
        List<ModelRegister.Entry> once = register.list();

        register.note("hospital", List.of(model("v2", "training"), model("v1", "active")));

        assertThat(register.list()).isEqualTo(once);
        assertThat(once)
                .extracting(entry -> entry.model() + " " + entry.source())
                .containsExactly(model("v1", "active") + " hospital", model("v2", "training") + " hospital");
    }

    @Test
    default void aLaterStatusReplacesAnEarlierOneAndWhatIsLeftOutStays() {
        ModelRegister register = models();
        register.note("hospital", List.of(model("v1", "active")));
        RegisteredModel retired =
                new RegisteredModel("pneumonia", "v1", Optional.empty(), Optional.of("retired"), Optional.empty());

        register.note("hospital", List.of(retired));

        assertThat(register.list()).extracting(ModelRegister.Entry::model).containsExactly(model("v1", "retired"));
    }

    @Test
    default void whatAPersonAddedStaysTheirsUntilADatabaseSaysMore() {
        ModelRegister register = models();
        register.add(model("v1", "active"), NOTED, "ana");
        register.note("hospital", List.of(bare("pneumonia", "v1")));
        assertThat(register.list())
                .containsExactly(new ModelRegister.Entry(model("v1", "active"), ModelRegister.MANUAL, NOTED));

        register.note("hospital", List.of(model("v1", "retired")));

        assertThat(register.list())
                .extracting(entry -> entry.model().status().orElseThrow() + " " + entry.source())
                .containsExactly("retired hospital");
    }

    @Test
    default void nobodyButPeopleSpeaksAsThem() {
        ModelRegister register = models();
        List<RegisteredModel> one = List.of(model("v1", "active"));

        assertThatThrownBy(() -> register.note(ModelRegister.MANUAL, one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("manual");
        register.note("hospital", List.of());
        assertThat(register.list()).isEmpty();
    }
}
