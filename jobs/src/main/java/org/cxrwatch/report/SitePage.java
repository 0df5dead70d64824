package org.cxrwatch.report;

import java.util.List;

/**
 * What those who run a site's equipment want to know, without jargon.
 *
 * @param head its beginning
 * @param lines five sentences: what is wrong, how much came, how often it was right, whether it answered, what to do
 * @param scanners its scanners
 * @param unknown what is said if it is not known which scanners it has; else empty
 * @param pictures the weeks up to that day
 */
record SitePage(Head head, List<String> lines, List<ScannerRow> scanners, String unknown, List<Picture> pictures) {

    /** Copies the lists. */
    SitePage {
        lines = List.copyOf(lines);
        scanners = List.copyOf(scanners);
        pictures = List.copyOf(pictures);
    }

    /**
     * A scanner on that day.
     *
     * @param name of it
     * @param tone how bad it was
     * @param said in words
     * @param since when it began
     * @param requests how many images it sent
     */
    record ScannerRow(String name, Tone tone, String said, String since, String requests) {}
}
