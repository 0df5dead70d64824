package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Notice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person would have received in the six weeks, against what their README says happened. */
class ExampleMessagesTest {

    private static final List<Message> MESSAGES = SixWeeksReplay.evaluated().messages();

    private static final String[] CASES = {
        "2026-09-16-site-harbor",
        "2026-09-22-site-valley",
        "2026-09-27-all",
        "2026-10-01-gpu-memory-mb",
        "2026-10-03-latency",
        "2026-10-04-cpu-percent",
        "2026-10-05-requests",
        "2026-10-06-site-north",
        "2026-10-06-site-harbor",
        "2026-10-09-v1.1.0-baseline"
    };

    /** With -Dexamples=write it is written anew: read it before it is committed. */
    @Test
    void everyMessageReadsAsItsPageSays() throws IOException {
        Path page = Path.of("../docs/example-messages.md");
        String text = new ExampleMessages(MESSAGES).text();
        if ("write".equals(System.getProperty("examples"))) {
            Files.writeString(page, text);
        }
        assertThat(page).hasContent(text);
    }

    private static List<Notice.CaseNews> told(Predicate<Notice.CaseNews> which) {
        return MESSAGES.stream()
                .flatMap(message -> message.notice().cases().stream())
                .filter(which)
                .toList();
    }

    private static boolean isWrong(Notice.CaseNews told) {
        return told.alerts().stream().anyMatch(alert -> alert.kind() != Transition.Kind.RESOLVED);
    }

    private static List<String> nights(String caseId) {
        return MESSAGES.stream()
                .filter(message -> message.notice().cases().stream()
                        .anyMatch(told -> told.caseId().equals(caseId) && isWrong(told)))
                .map(message -> message.asOf().toString().substring(0, "2026-09-22".length()))
                .toList();
    }

    @Test
    void atMostFourteenTimesACaseIsToldOfAllClearsApart() {
        assertThat(told(ExampleMessagesTest::isWrong)).hasSizeLessThanOrEqualTo(14);
        assertThat(told(any -> true)).extracting(Notice.CaseNews::caseId).containsOnly(CASES);
    }

    /** Every event of the stream's README, in the one case that tells it, on the first night that could know it. */
    @ParameterizedTest
    @CsvSource({
        "2026-09-16-site-harbor, 2026-09-17",
        "2026-09-22-site-valley, 2026-09-23",
        "2026-09-27-all, 2026-09-28",
        "2026-10-01-gpu-memory-mb, 2026-10-02",
        "2026-10-03-latency, 2026-10-04",
        "2026-10-04-cpu-percent, 2026-10-05",
        "2026-10-05-requests, 2026-10-06",
        "2026-10-06-site-north, 2026-10-07",
        "2026-10-06-site-harbor, 2026-10-07",
        "2026-10-09-v1.1.0-baseline, 2026-10-10"
    })
    void everyEventIsToldOnItsFirstNight(String caseId, String night) {
        assertThat(nights(caseId)).first().isEqualTo(night);
    }

    @Test
    void valleysThreeWeeksAreASingleCaseThatIsToldOfWhenSomethingInItIsNew() {
        assertThat(told(told -> told.headline().contains("valley")))
                .extracting(Notice.CaseNews::caseId)
                .containsOnly("2026-09-22-site-valley");
        assertThat(nights("2026-09-22-site-valley")).containsExactly("2026-09-23", "2026-09-25", "2026-10-05");
    }

    @Test
    void quietNightsAreSilent() {
        assertThat(MESSAGES)
                .extracting(message -> message.asOf().toString().substring(0, 10))
                .doesNotHaveDuplicates()
                .allMatch(night -> night.compareTo("2026-09-16") > 0)
                .noneMatch(night -> night.compareTo("2026-09-18") > 0 && night.compareTo("2026-09-23") < 0)
                .noneMatch(night -> night.compareTo("2026-10-10") > 0);
    }

    @Test
    void nothingIsSaidTwice() {
        assertThat(MESSAGES).extracting(Message::dedupKey).doesNotHaveDuplicates();
        assertThat(MESSAGES).extracting(Message::subject).doesNotHaveDuplicates();
    }

    @Test
    void morePneumoniaIsToldAsPrevalence() {
        assertThat(told(told -> told.caseId().equals("2026-09-27-all")))
                .extracting(told -> told.alerts().get(0).text())
                .hasSize(2)
                .allMatch(text -> text.contains("No change of the images there explains it: prevalence"))
                .last()
                .asString()
                .contains("prevalence, not the model. Accuracy on 2026-10-01: 0.89");
    }

    @Test
    void aScannerOfOneSiteIsNoSymptomOfAnother() {
        assertThat(told(told -> told.caseId().equals("2026-10-06-site-north")))
                .flatExtracting(Notice.CaseNews::symptoms)
                .contains("scanner=north-1")
                .noneMatch(slice -> slice.contains("harbor") || slice.contains("valley"));
    }

    @Test
    void noMessageNamesAPrediction() {
        assertThat(MESSAGES)
                .extracting(message -> message.subject() + String.join("\n", message.lines()))
                .noneMatch(text -> text.matches("(?s).*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-.*"));
    }
}
