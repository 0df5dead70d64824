package org.cxrwatch.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.notice.NoticeExamples.DAY;
import static org.cxrwatch.notice.NoticeExamples.NIGHT;
import static org.cxrwatch.notice.NoticeExamples.OFFICE;
import static org.cxrwatch.notice.NoticeExamples.VALLEY;
import static org.cxrwatch.notice.NoticeExamples.again;
import static org.cxrwatch.notice.NoticeExamples.announcement;
import static org.cxrwatch.notice.NoticeExamples.drift;
import static org.cxrwatch.notice.NoticeExamples.key;
import static org.cxrwatch.notice.NoticeExamples.news;
import static org.cxrwatch.notice.NoticeExamples.open;
import static org.cxrwatch.notice.NoticeExamples.over;
import static org.cxrwatch.notice.NoticeExamples.unheard;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.News;
import org.cxrwatch.alert.Transition.Kind;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.window.Window;
import org.junit.jupiter.api.Test;

/** Who is told what of a night, in how many messages, under which keys. */
class AnnouncementTest {

    private static final Episode IMAGES = open(drift(DriftKind.DATA, VALLEY), AlertSeverity.EMERGENCY);
    private static final Episode ANSWERS = open(drift(DriftKind.PREDICTION, VALLEY), AlertSeverity.CRITICAL);
    private static final Episode NORTH = open(drift(DriftKind.DATA, new Slice("site", "north")), AlertSeverity.WARNING);

    private static List<Message> messages(Routing routing, News... news) {
        return announcement(routing).messages(List.of(news), Background.NONE);
    }

    /** What people are told of a change, if it is worth it. */
    private static List<Message> worthTelling(News news, Background background) {
        return announcement(Routing.LOG)
                .messages(new WorthTelling(background.episodes()).of(List.of(news)), background);
    }

    private static Background known(Episode... episodes) {
        return new Background(List.of(episodes), NightNumbers.NONE);
    }

    @Test
    void everyReceiverGetsOneMessageWithTheCasesItIsToHearOf() {
        List<Message> messages =
                messages(Routing.to(List.of(NIGHT, OFFICE)), news(NORTH, Kind.OPENED), news(IMAGES, Kind.OPENED));

        assertThat(messages).extracting(Message::receiver).containsExactlyInAnyOrder("night-team", "office");
        assertThat(messages)
                .filteredOn(message -> message.receiver().equals("night-team"))
                .singleElement()
                .satisfies(message -> assertThat(message.notice().cases())
                        .extracting(Notice.CaseNews::caseId)
                        .containsExactly("case-valley"));
        assertThat(messages)
                .filteredOn(message -> message.receiver().equals("office"))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.notice().cases())
                            .extracting(Notice.CaseNews::caseId)
                            .containsExactly("case-valley", "case-north");
                    assertThat(message.severity()).isEqualTo(AlertSeverity.EMERGENCY);
                    assertThat(message.channel()).isEqualTo("slack");
                    assertThat(message.subject())
                            .startsWith("EMERGENCY: images at valley changed")
                            .endsWith("and 1 more case");
                });
    }

    @Test
    void whatNobodyIsToHearOfIsNoMessage() {
        assertThat(messages(Routing.to(List.of(NIGHT)), news(NORTH, Kind.OPENED)))
                .isEmpty();
        assertThat(messages(Routing.LOG)).isEmpty();
    }

    @Test
    void theKeyIsTheSameWhateverNightSaysItAndInWhateverOrder() {
        News one = news(IMAGES, Kind.OPENED);
        News two = news(ANSWERS, Kind.OPENED);
        News later = news(IMAGES, Kind.OPENED, Window.day(DAY.plusDays(5)).end());

        String usual = messages(Routing.LOG, one, two).get(0).dedupKey();

        assertThat(messages(Routing.LOG, two, one).get(0).dedupKey()).isEqualTo(usual);
        assertThat(messages(Routing.LOG, later, two).get(0).dedupKey()).isEqualTo(usual);
    }

    /** Of an end that a silence kept back, the acknowledgement is not known any more when it is told. */
    @Test
    void everyEndOfAnAcknowledgementIsTold() {
        News first = news(IMAGES, Kind.EXPIRED, Window.day(DAY).end());
        News second = news(IMAGES, Kind.EXPIRED, Window.day(DAY.plusDays(2)).end());

        assertThat(List.of(
                        messages(Routing.LOG, first).get(0),
                        messages(Routing.LOG, second).get(0)))
                .extracting(Message::dedupKey)
                .doesNotHaveDuplicates();
    }

    @Test
    void anotherChangeAnotherEpisodeAnotherReceiverAndAnotherPurposeHaveOtherKeys() {
        Episode worse = open(IMAGES.key(), AlertSeverity.CRITICAL);
        Announcement log = announcement(Routing.LOG);
        Stream<Message> messages = Stream.of(
                        messages(Routing.LOG, news(IMAGES, Kind.OPENED)),
                        messages(Routing.LOG, news(worse, Kind.OPENED)),
                        messages(Routing.LOG, news(IMAGES, Kind.RAISED)),
                        messages(Routing.LOG, news(over(IMAGES), Kind.RESOLVED)),
                        messages(Routing.LOG, news(again(IMAGES), Kind.OPENED)),
                        messages(Routing.to(List.of(OFFICE)), news(IMAGES, Kind.OPENED)),
                        log.messages(
                                Message.Purpose.ESCALATION,
                                List.of(news(IMAGES, Kind.OPENED)),
                                Background.NONE,
                                item -> List.of(Receiver.LOG)))
                .flatMap(List::stream);

        assertThat(messages).extracting(Message::dedupKey).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void thatAPartOfACaseIsOverIsToldWhenAllOfItIs() {
        News part = news(over(ANSWERS), Kind.RESOLVED);

        assertThat(worthTelling(part, known(IMAGES, over(ANSWERS)))).isEmpty();
        assertThat(worthTelling(part, known(over(IMAGES), over(ANSWERS))))
                .singleElement()
                .satisfies(message -> assertThat(message.subject())
                        .isEqualTo("Over since 2026-09-24, after 2 days: changed answers at valley [case-valley]"));
        assertThat(worthTelling(part, known(open(IMAGES.key(), AlertSeverity.INFO), over(ANSWERS))))
                .as("what is merely recorded keeps no case open")
                .hasSize(1);
    }

    @Test
    void anAlertThatOpensAgainOrGetsWorseInACaseIsToldIfTheCaseWasNotAsBad() {
        Episode once = over(ANSWERS);
        Episode second = again(ANSWERS);
        Episode mild = open(IMAGES.key(), AlertSeverity.WARNING);

        assertThat(worthTelling(news(second, Kind.OPENED), known(IMAGES, once, second)))
                .isEmpty();
        assertThat(worthTelling(news(second, Kind.OPENED), known(mild, once, second)))
                .hasSize(1);
        assertThat(worthTelling(news(second, Kind.OPENED), known(once, second))).hasSize(1);
        assertThat(worthTelling(news(ANSWERS, Kind.RAISED), known(IMAGES, ANSWERS)))
                .isEmpty();
        assertThat(worthTelling(news(IMAGES, Kind.RAISED), known(IMAGES, ANSWERS)))
                .hasSize(1);
        assertThat(worthTelling(news(ANSWERS, Kind.OPENED), known(IMAGES, ANSWERS)))
                .as("what is new in a case")
                .hasSize(1);
        assertThat(worthTelling(news(over(ANSWERS), Kind.RETRACTED), known(IMAGES, over(ANSWERS))))
                .as("what was wrongly said")
                .hasSize(1);
    }

    @Test
    void whatNobodyHeardOfKeepsNothingFromBeingTold() {
        Episode once = over(ANSWERS);
        Episode second = again(ANSWERS);

        assertThat(worthTelling(news(second, Kind.OPENED), known(IMAGES, unheard(once), second)))
                .hasSize(1);
        assertThat(worthTelling(news(ANSWERS, Kind.RAISED), known(unheard(IMAGES), ANSWERS)))
                .hasSize(1);
    }

    @Test
    void hostileNamesNeitherBeginLinesNorSteerTerminalsNorRunCommands() {
        Slice hostile = new Slice("site", "x\nCRITICAL: all\u001b[2J\u202e'; rm -rf ~ #" + "y".repeat(5_000));
        Episode episode = open(key(AlertType.HIGH_ERROR_RATE, "error_rate", hostile), AlertSeverity.CRITICAL);

        Message message = messages(Routing.LOG, news(episode, Kind.OPENED)).get(0);

        assertThat(message.subject()).hasSizeLessThanOrEqualTo(Subject.MOST);
        assertThat(Stream.concat(Stream.of(message.subject()), message.lines().stream()))
                .allMatch(line -> line.codePoints()
                        .noneMatch(letter -> Character.getType(letter) == Character.CONTROL
                                || Character.getType(letter) == Character.FORMAT));
        assertThat(String.join("", message.lines())).hasSizeLessThan(10_000);
        assertThat(new FirstCheck(episode, "2026-09-22").episode()).isEqualTo(episode);
        assertThat(FirstCheck.of(List.of(new FirstCheck(episode, "2026-09-22"))).get(0))
                .contains("--slice 'site=x")
                .contains("'\\''; rm");
    }

    @Test
    void aNightOfManyCasesHasABoundedMessage() {
        List<News> news = IntStream.range(0, 300)
                .mapToObj(i -> news(
                        open(drift(DriftKind.DATA, new Slice("site", "s" + i)), AlertSeverity.CRITICAL), Kind.OPENED))
                .toList();

        Message message =
                announcement(Routing.LOG).messages(news, Background.NONE).get(0);

        assertThat(message.subject()).endsWith("and 299 more cases").hasSizeLessThanOrEqualTo(Subject.MOST);
        assertThat(message.lines())
                .hasSizeLessThanOrEqualTo(NoticeText.LINES)
                .allMatch(line -> line.length() <= NoticeText.COLUMNS)
                .last()
                .asString()
                .matches("… and \\d+ more lines: `cxrwatch alerts list` shows all cases\\.");
    }
}
