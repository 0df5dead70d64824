package org.cxrwatch.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkException;
import org.cxrwatch.error.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages are Spark 4.1.0's own, as its scheduler words them. */
class ClusterFailuresTest {

    private static Throwable aborted(String last) {
        return new RuntimeException(
                "around it",
                new SparkException("Job aborted due to stage failure: Task 0 in stage 3.0 failed 4 times, most recent"
                        + " failure: Lost task 0.3 in stage 3.0 (TID 9) (10.0.0.7 executor 3): " + last
                        + "\nDriver stacktrace:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExecutorLostFailure (executor 3 exited caused by one of the running tasks) Reason: Command exited with"
                        + " code 52",
                "ExecutorLostFailure (executor 3 exited caused by one of the running tasks) Reason: Command exited with"
                        + " code 137",
                "ExecutorLostFailure (executor 3 exited caused by one of the running tasks) Reason: The executor with"
                        + " id 3 exited with exit code 137(SIGKILL, possible container OOM).",
                "java.lang.OutOfMemoryError: Java heap space"
            })
    void executorsWithoutMemoryAreToldApart(String last) {
        assertThat(ClusterFailures.find(aborted(last))).hasValueSatisfying(found -> {
            assertThat(found.exitCode()).isEqualTo(ExitCode.TRANSIENT);
            assertThat(found.problem()).startsWith("Executors ran out of memory");
            assertThat(found.remedy()).contains("spark.executor.memory").contains("run the command again");
        });
    }

    @Test
    void executorsThatWentForAnotherReasonAreSaidToBeLost() {
        assertThat(ClusterFailures.find(aborted("ExecutorLostFailure (executor 3 exited caused by one of the running"
                        + " tasks) Reason: Command exited with code 1")))
                .hasValueSatisfying(found -> {
                    assertThat(found.problem())
                            .startsWith("Executors were lost")
                            .contains("(exit code 1)");
                    assertThat(found.remedy()).contains("workers' logs");
                });
    }

    @Test
    void workThatNobodyDidIsAMatterOfWorkers() {
        assertThat(ClusterFailures.find(new SparkException("Job 4 cancelled " + ExecutorWatch.REASON)))
                .hasValueSatisfying(found -> {
                    assertThat(found.exitCode()).isEqualTo(ExitCode.TRANSIENT);
                    assertThat(found.remedy()).contains("Check that workers run");
                });
    }

    @Test
    void whatOurCodeDoesWrongIsNoMatterOfTheCluster() {
        assertThat(ClusterFailures.find(aborted("java.lang.IllegalStateException: a cell of no day")))
                .isEmpty();
        assertThat(ClusterFailures.find(new OutOfMemoryError("Java heap space")))
                .isEmpty();
    }
}
