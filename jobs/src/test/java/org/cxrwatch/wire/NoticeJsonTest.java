package org.cxrwatch.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cxrwatch.notice.Notice;
import org.cxrwatch.port.SampleAlerts;
import org.junit.jupiter.api.Test;

class NoticeJsonTest {

    @Test
    void aNoticeComesBackAsItWasWritten() {
        Notice notice = SampleAlerts.notice();

        assertThat(NoticeJson.read(NoticeJson.write(notice))).isEqualTo(notice);
    }

    @Test
    void anOldMessageWithoutContentTellsOfNoCase() {
        assertThat(NoticeJson.read("{}").cases()).isEmpty();
    }

    @Test
    void whatIsNoJsonIsRefusedByItsBeginning() {
        assertThatThrownBy(() -> NoticeJson.read("not json"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not json");
    }
}
