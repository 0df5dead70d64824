package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.cxrwatch.port.Piece.Bytes;
import org.cxrwatch.port.Piece.Kind;
import org.junit.jupiter.api.Test;

class PieceTest {

    private static Piece piece(long size, String version, long modified) {
        return new Piece("a", Kind.LABEL, Bytes.all(size), version, Instant.ofEpochSecond(modified), Optional.empty());
    }

    @Test
    void whatHasNoVersionsIsTheSameIfSizeAndTimeAre() {
        assertThat(piece(1, "", 5).sameContent(piece(1, "", 5))).isTrue();
        assertThat(piece(1, "", 5).sameContent(piece(1, "", 6))).isFalse();
        assertThat(piece(1, "", 5).sameContent(piece(2, "", 5))).isFalse();
    }

    @Test
    void whatHasVersionsIsTheSameWhateverItsTime() {
        assertThat(piece(1, "etag", 5).sameContent(piece(1, "etag", 6))).isTrue();
        assertThat(piece(1, "etag", 5).sameContent(piece(1, "other", 5))).isFalse();
        assertThat(piece(1, "etag", 5).sameContent(piece(2, "etag", 5))).isFalse();
    }

    @Test
    void whatMovedFromAFolderToABucketIsOfAnotherContent() {
        assertThat(piece(1, "", 5).sameContent(piece(1, "etag", 5))).isFalse();
    }
}
