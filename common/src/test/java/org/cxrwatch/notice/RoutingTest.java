package org.cxrwatch.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cxrwatch.notice.NoticeExamples.NIGHT;
import static org.cxrwatch.notice.NoticeExamples.OFFICE;
import static org.cxrwatch.notice.NoticeExamples.VALLEY;
import static org.cxrwatch.notice.NoticeExamples.drift;
import static org.cxrwatch.notice.NoticeExamples.news;
import static org.cxrwatch.notice.NoticeExamples.open;

import java.util.List;
import java.util.Map;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.AlertMatcher.Field;
import org.cxrwatch.notice.Routing.After;
import org.cxrwatch.notice.Routing.Route;
import org.cxrwatch.score.DriftKind;
import org.junit.jupiter.api.Test;

/** Who is told of what. */
class RoutingTest {

    private static final AlertMatcher AT_VALLEY = new AlertMatcher(Map.of(Field.SLICE, "site=valley"));

    private static Transition change(Slice slice, AlertSeverity severity) {
        return news(open(drift(DriftKind.DATA, slice), severity), Transition.Kind.OPENED)
                .transition();
    }

    private static Routing routing(After after) {
        return new Routing(
                List.of(
                        new Route(AT_VALLEY, List.of(NIGHT), after),
                        new Route(AlertMatcher.ALL, List.of(OFFICE, NIGHT), After.STOP)),
                List.of(Receiver.LOG),
                List.of());
    }

    @Test
    void theFirstRouteThatMatchesTakesIt() {
        assertThat(routing(After.STOP).receivers(change(VALLEY, AlertSeverity.CRITICAL)))
                .containsExactly(NIGHT);
    }

    @Test
    void aRouteMayLetItGoOnAndNobodyIsToldTwice() {
        assertThat(routing(After.CONTINUE).receivers(change(VALLEY, AlertSeverity.CRITICAL)))
                .containsExactly(NIGHT, OFFICE);
    }

    @Test
    void nobodyHearsOfLessThanTheyAskedFor() {
        assertThat(routing(After.CONTINUE).receivers(change(VALLEY, AlertSeverity.WARNING)))
                .containsExactly(OFFICE);
        assertThat(routing(After.CONTINUE).receivers(change(VALLEY, AlertSeverity.INFO)))
                .isEmpty();
    }

    @Test
    void whatNoRouteTakesGoesToTheDefault() {
        Routing routing = new Routing(
                List.of(new Route(AT_VALLEY, List.of(NIGHT), After.STOP)), List.of(Receiver.LOG), List.of());

        assertThat(routing.receivers(change(Slice.ALL, AlertSeverity.WARNING))).containsExactly(Receiver.LOG);
    }

    @Test
    void somebodyMustBeToldOfWhatNoRouteTakes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Routing.to(List.of()))
                .withMessageContaining("name a receiver in the default route");
    }
}
