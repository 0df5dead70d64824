package org.cxrwatch.io.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.io.delta.Commits.Conditions;
import org.cxrwatch.io.delta.Commits.LockReach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitsTest {

    private static final String LAKE = "s3a://bucket/lake";

    @ParameterizedTest
    @CsvSource({
        "KEPT, EVERY_MACHINE, BY_CONDITION",
        "KEPT, THIS_MACHINE, BY_CONDITION",
        "IGNORED, EVERY_MACHINE, UNDER_LOCK",
    })
    void whatIsSafeFollowsFromStoreAndLock(Conditions conditions, LockReach lock, Commits safe) {
        assertThat(Commits.safe(LAKE, conditions, lock)).isEqualTo(safe);
    }

    @Test
    void aStoreThatIgnoresConditionsIsRefusedWhereTheLockKeepsOutThisMachineOnly() {
        assertThatThrownBy(() -> Commits.safe(LAKE, Conditions.IGNORED, LockReach.THIS_MACHINE))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
                .hasMessageContaining("The object store of s3a://bucket/lake ignores the conditions of writes")
                .hasMessageContaining("the embedded results database cannot lock out other machines")
                .hasMessageContaining("Name a PostgreSQL server as results.postgres");
    }
}
