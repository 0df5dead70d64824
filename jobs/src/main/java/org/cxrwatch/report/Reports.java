package org.cxrwatch.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** Pages of what nights found. Each is read anew; none is written anywhere. */
public final class Reports {

    private final Reading reading;

    /** Of these stores, made so. */
    public Reports(Stores stores, Terms terms) {
        this.reading = new Reading(stores, terms);
    }

    /** The days that nights speak of, ascending. */
    public List<LocalDate> nights() {
        return reading.nights();
    }

    /** The sites that were looked at on a day, the worst first. */
    public List<String> sites(LocalDate day) {
        return new SitePages(reading).sites(day);
    }

    /** What the nights say of a day. */
    public HtmlFile night(LocalDate day) {
        return new HtmlFile(FileNames.night(day), Html.night(new NightPages(reading).page(day)));
    }

    /** What they say of a site on a day. */
    public HtmlFile site(String site, LocalDate day) {
        return new HtmlFile(FileNames.site(site, day), Html.site(new SitePages(reading).page(site, day)));
    }

    /** What they say of a month. */
    public HtmlFile month(YearMonth month) {
        return new HtmlFile(FileNames.month(month), Html.month(new MonthPages(reading).page(month)));
    }

    /** All nights. */
    public HtmlFile index() {
        return new HtmlFile(FileNames.INDEX, Html.index(new IndexPages(reading).page()));
    }
}
