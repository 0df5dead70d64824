package org.cxrwatch.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cxrwatch.notice.NoticeExamples.drift;
import static org.cxrwatch.notice.NoticeExamples.open;

import org.cxrwatch.alert.Episode;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses with places for what a case is about. */
class LinkTemplateTest {

    private static Episode at(String site) {
        return open(drift(DriftKind.DATA, new Slice("site", site)), AlertSeverity.CRITICAL);
    }

    @Test
    void everyPlaceIsFilledIn() {
        LinkTemplate template =
                new LinkTemplate("https://h.example/{model_version}/{date}?case={case}&slice={slice}&again={date}");

        assertThat(template.of(at("valley")))
                .isEqualTo("https://h.example/v1/2026-09-22?case=case-valley&slice=site%3Dvalley&again=2026-09-22");
    }

    /** Percent-encoded as urllib.parse.quote(value, safe='') of Python does. */
    @Test
    void aNameCannotChangeWhereALinkLeads() {
        assertThat(new LinkTemplate("https://h.example/{slice}").of(at("ä/../b?x=1&y#z $1\n")))
                .isEqualTo("https://h.example/site%3D%C3%A4%2F..%2Fb%3Fx%3D1%26y%23z%20%241%0A");
    }

    @Test
    void aPlaceThatThereIsNotIsRefusedWithTheNearest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinkTemplate("https://h.example/{slyce}"))
                .withMessage("has a place {slyce} that there is not. Did you mean slice? There are {date}, {case},"
                        + " {slice}, {model_version}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h.example/{date}",
                "javascript:alert(1)",
                "ftp://h.example",
                "https://h.example/a b",
                "https://h.example/{date",
                "https://h.example/date}",
                "https://h.example/<script>"
            })
    void whatIsNoWebAddressIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LinkTemplate(text));
    }
}
