package org.cxrwatch.report;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import org.cxrwatch.alert.Fingerprint;

/** What the files of pages are called. */
public final class FileNames {

    /** The index. */
    public static final String INDEX = "index.html";

    private static final int LONGEST = 60;

    private FileNames() {}

    /** Of a night, by the day it is about. */
    public static String night(LocalDate day) {
        return "night-" + day + ".html";
    }

    /** Of a month. */
    public static String month(YearMonth month) {
        return "month-" + month + ".html";
    }

    /** Of a site on a day. A site that no file can be named by is told apart by a fingerprint. */
    public static String site(String site, LocalDate day) {
        String plain = site.replaceAll("[^A-Za-z0-9_-]", "_");
        boolean same = plain.equals(site) && plain.length() <= LONGEST;
        String name = plain.substring(0, Math.min(LONGEST, plain.length()));
        return "site-" + name + (same ? "" : "-" + Fingerprint.of(site.getBytes(StandardCharsets.UTF_8))) + "-" + day
                + ".html";
    }
}
