package org.cxrwatch.model;

import java.util.Optional;
import java.util.OptionalDouble;

/** A measured value, or the reason there is none. */
public sealed interface Score permits Score.Measured, Score.NotMeasured {

    /**
     * A finite number with its 95 % interval.
     *
     * @param value the number
     * @param lower lower end; equal to {@code value} where no interval is defined
     * @param upper upper end
     */
    record Measured(double value, double lower, double upper) implements Score {

        /** Refuses what is not finite: that is {@link Reason#NOT_FINITE}. */
        public Measured {
            if (!(Double.isFinite(value) && Double.isFinite(lower) && Double.isFinite(upper))) {
                throw new IllegalArgumentException(
                        "A measured score is finite, got " + value + " in [" + lower + ", " + upper + "].");
            }
        }
    }

    /**
     * No number.
     *
     * @param reason why
     */
    record NotMeasured(Reason reason) implements Score {}

    /** A number without an interval; {@link Reason#NOT_FINITE} if it is NaN or infinite. */
    static Score of(double value) {
        return of(value, value, value);
    }

    /** A number with its interval; {@link Reason#NOT_FINITE} if any of the three is NaN or infinite. */
    static Score of(double value, double lower, double upper) {
        boolean finite = Double.isFinite(value) && Double.isFinite(lower) && Double.isFinite(upper);
        return finite ? new Measured(value, lower, upper) : new NotMeasured(Reason.NOT_FINITE);
    }

    /** No number, for this reason. */
    static Score none(Reason reason) {
        return new NotMeasured(reason);
    }

    /** The number, if there is one. */
    default OptionalDouble number() {
        return this instanceof Measured measured ? OptionalDouble.of(measured.value()) : OptionalDouble.empty();
    }

    /** The measured score, if it is one. */
    default Optional<Measured> measured() {
        return this instanceof Measured measured ? Optional.of(measured) : Optional.empty();
    }

    /** Why there is no number, if there is none. */
    default Optional<Reason> absence() {
        return this instanceof NotMeasured none ? Optional.of(none.reason()) : Optional.empty();
    }
}
