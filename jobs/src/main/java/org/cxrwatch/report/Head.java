package org.cxrwatch.report;

import java.util.List;

/**
 * The beginning of a page.
 *
 * @param title of the page
 * @param kicker what stands above the verdict: which page, of when
 * @param tone how bad it is
 * @param verdict the sentence that says it all
 * @param links to other pages
 */
record Head(String title, String kicker, Tone tone, String verdict, List<Link> links) {

    /** Copies the list. */
    Head {
        links = List.copyOf(links);
    }
}
