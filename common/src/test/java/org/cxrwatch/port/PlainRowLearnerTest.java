package org.cxrwatch.port;

/** The learner of tests learns, too. */
class PlainRowLearnerTest implements RowLearnerContract {

    @Override
    public RowLearner learner() {
        return new PlainRowLearner();
    }
}
