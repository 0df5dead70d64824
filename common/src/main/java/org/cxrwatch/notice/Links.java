package org.cxrwatch.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.alert.Episode;

/**
 * Pages of the installation that messages lead to.
 *
 * @param report the report of a day; empty if there is none
 * @param dashboard charts; empty if there are none
 */
public record Links(Optional<LinkTemplate> report, Optional<LinkTemplate> dashboard) {

    /** There are no such pages. */
    public static final Links NONE = new Links(Optional.empty(), Optional.empty());

    /** Those for an alert. */
    List<Notice.Link> of(Episode episode) {
        List<Notice.Link> links = new ArrayList<>();
        report.ifPresent(page -> links.add(new Notice.Link("Report", page.of(episode))));
        dashboard.ifPresent(page -> links.add(new Notice.Link("Dashboard", page.of(episode))));
        return links;
    }
}
