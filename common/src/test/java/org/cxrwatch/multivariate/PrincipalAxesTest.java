package org.cxrwatch.multivariate;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PrincipalAxesTest {

    private static final double[] TWO = {1, 2};
    private static final double[][] AXIS = {{1, 0}};

    @Test
    void axesOfOtherFeaturesAndRowsOfOtherLengthsAreRefused() {
        PrincipalAxes axes = new PrincipalAxes(TWO, TWO, AXIS, TWO);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> axes.residual(new double[3]))
                .withMessageContaining("2 features")
                .withMessageContaining("got 3");
        assertThatIllegalArgumentException().isThrownBy(() -> new PrincipalAxes(TWO, new double[1], AXIS, TWO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrincipalAxes(TWO, TWO, new double[][] {{1, 0, 0}}, TWO));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrincipalAxes(TWO, TWO, AXIS, new double[0]));
    }
}
