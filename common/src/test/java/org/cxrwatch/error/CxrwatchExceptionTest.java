package org.cxrwatch.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CxrwatchExceptionTest {

    private static final String PROBLEM = "The folder /data/in does not exist";
    private static final String REMEDY = "Create it, or name another with --data";
    private static final String CAUSE = "no such file";

    @ParameterizedTest
    @MethodSource("everyKind")
    void theMessageIsTheProblemThenTheRemedy(CxrwatchException exception) {
        assertThat(exception.problem()).isEqualTo(PROBLEM + ".");
        assertThat(exception.remedy()).isEqualTo(REMEDY + ".");
        assertThat(exception).hasMessage(PROBLEM + ". " + REMEDY + ".").hasCause(new IOException(CAUSE));
    }

    @Test
    void eachKindHasItsOwnExitCode() {
        assertThat(everyKind().map(CxrwatchException::exitCode))
                .containsExactly(
                        ExitCode.USAGE, ExitCode.CONFIGURATION, ExitCode.DATA, ExitCode.TRANSIENT, ExitCode.BUSY);
    }

    @Test
    void aCauseIsOptional() {
        List<CxrwatchException> without = List.of(
                new UsageException(PROBLEM, REMEDY),
                new ConfigurationException(PROBLEM, REMEDY),
                new DataException(PROBLEM, REMEDY),
                new TransientException(PROBLEM, REMEDY),
                new BusyException(PROBLEM, REMEDY));

        assertThat(without).allSatisfy(exception -> assertThat(exception).hasNoCause());
    }

    @Test
    void aSentenceThatEndsIsLeftAsItIs() {
        DataException exception = new DataException("Is this a table? ", " Look at it!");

        assertThat(exception).hasMessage("Is this a table? Look at it!");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void anErrorWithoutARemedyIsRefused(String nothing) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataException(PROBLEM, nothing))
                .withMessageContaining("remedy");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataException(nothing, REMEDY))
                .withMessageContaining("problem");
    }

    @Test
    void theNumbersOfTheExitCodesAreAContractWithSchedulers() {
        Map<String, Integer> contract = Map.of(
                "DONE", 0,
                "USAGE", 1,
                "CONFIGURATION", 2,
                "DATA", 3,
                "TRANSIENT", 4,
                "INTERNAL", 5,
                "BUSY", 6,
                "FINDINGS", 7);

        assertThat(Arrays.stream(ExitCode.values()))
                .allSatisfy(code -> assertThat(code.number()).isEqualTo(contract.get(code.name())))
                .hasSameSizeAs(contract.keySet());
    }

    static Stream<CxrwatchException> everyKind() {
        return Stream.of(
                new UsageException(PROBLEM, REMEDY, new IOException(CAUSE)),
                new ConfigurationException(PROBLEM, REMEDY, new IOException(CAUSE)),
                new DataException(PROBLEM, REMEDY, new IOException(CAUSE)),
                new TransientException(PROBLEM, REMEDY, new IOException(CAUSE)),
                new BusyException(PROBLEM, REMEDY, new IOException(CAUSE)));
    }
}
