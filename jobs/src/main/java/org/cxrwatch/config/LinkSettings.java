package org.cxrwatch.config;

import java.util.Optional;
import org.cxrwatch.notice.LinkTemplate;
import org.cxrwatch.notice.Links;

/** Reads the pages that messages lead to. */
record LinkSettings(SettingReader reader) {

    Links links() {
        return new Links(find("notify.links.report"), find("notify.links.dashboard"));
    }

    private Optional<LinkTemplate> find(String path) {
        String text = reader.text(path);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(new LinkTemplate(text));
        } catch (IllegalArgumentException e) {
            throw reader.refused(path, e.getMessage());
        }
    }
}
