package org.cxrwatch.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cxrwatch.alert.Fingerprint;
import org.cxrwatch.config.Configuration;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.io.delta.LakeVersions;
import org.cxrwatch.report.FileNames;
import org.cxrwatch.report.HtmlFile;
import org.cxrwatch.report.Reports;
import org.cxrwatch.report.Stores;
import org.cxrwatch.report.Terms;

/** Writes pages into their folder, and the index of what is there after them. */
final class ReportPages {

    private static final String SITE = "site";

    private final Settings settings;
    private final ReportFolder folder;
    private final Set<String> planned = new HashSet<>(Set.of(FileNames.INDEX));
    private final Reports reports;
    private final List<Written> written = new ArrayList<>();

    /**
     * A page that was written.
     *
     * @param file where
     * @param bytes its size
     * @param milliseconds how long it took to read and draw
     */
    record Written(Path file, int bytes, long milliseconds) {}

    ReportPages(Configuration configuration, Ports ports, ReportFolder folder, Instant now) {
        this(configuration, ports, folder, new Known(now, Optional.empty()));
    }

    /**
     * What is known.
     *
     * @param now when pages are written
     * @param asOf as what was known then; empty for now
     */
    record Known(Instant now, Optional<Instant> asOf) {}

    ReportPages(Configuration configuration, Ports ports, ReportFolder folder, Known known) {
        this.settings = configuration.settings();
        this.folder = folder;
        this.reports = new Reports(
                new Stores(ports.history(), ports.alertLog(), ports.baselines(), ports.incidents(), ports.runs()),
                new Terms(
                        known.now(),
                        known.asOf(),
                        names(settings),
                        origin(configuration),
                        name -> planned.contains(name) || folder.has(name)));
    }

    private static Terms.Names names(Settings settings) {
        return new Terms.Names(
                settings.classes().positive(),
                settings.slices().nested().entrySet().stream()
                        .filter(entry -> entry.getValue().equals(SITE))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .findFirst());
    }

    /** The settings without where they were written: what differs in nothing has the same hash. */
    private static Terms.Origin origin(Configuration configuration) {
        String all = configuration.list().stream()
                .map(setting -> setting.key() + "=" + setting.value())
                .collect(Collectors.joining("\n"));
        Settings settings = configuration.settings();
        return new Terms.Origin(
                ProgramVersion.text(),
                Fingerprint.of(all.getBytes(StandardCharsets.UTF_8)),
                settings.definition().hash(),
                settings.stores().lake().inBucket()
                        ? Map.of()
                        : LakeVersions.in(Path.of(settings.stores().lake().text())));
    }

    Reports reports() {
        return reports;
    }

    /** The pages of these nights and of their sites. */
    void nights(List<LocalDate> days) {
        days.forEach(day -> planned.add(FileNames.night(day)));
        for (LocalDate day : days) {
            List<String> sites = sites(day);
            sites.forEach(site -> planned.add(FileNames.site(site, day)));
            write(() -> reports.night(day));
            sites.forEach(site -> write(() -> reports.site(site, day)));
        }
    }

    /** The pages of these nights alone. */
    void nightsAlone(List<LocalDate> days) {
        days.forEach(day -> planned.add(FileNames.night(day)));
        days.forEach(day -> write(() -> reports.night(day)));
    }

    private List<String> sites(LocalDate day) {
        return reports.sites(day).stream().limit(settings.report().sites()).toList();
    }

    /** The page of a site. */
    void site(String site, LocalDate day) {
        planned.add(FileNames.site(site, day));
        write(() -> reports.site(site, day));
    }

    /** The page of a month. */
    void month(YearMonth month) {
        planned.add(FileNames.month(month));
        write(() -> reports.month(month));
    }

    /** The index, of all that is there by now. */
    List<Written> index() {
        write(reports::index);
        return List.copyOf(written);
    }

    private interface Page {
        HtmlFile make();
    }

    private void write(Page page) {
        long begun = System.nanoTime();
        HtmlFile made = page.make();
        long milliseconds = (System.nanoTime() - begun) / 1_000_000;
        int bytes = folder.write(made);
        written.add(new Written(folder.path().resolve(made.name()), bytes, milliseconds));
    }

    /** The last step of a night that is done: whatever becomes of it is said, and changes nothing else. */
    static void afterNight(Workplace place, Ports ports) {
        try {
            Configuration configuration = place.configuration();
            ReportPages pages = new ReportPages(
                    configuration,
                    ports,
                    new ReportFolder(configuration.settings().report().folder()),
                    place.now());
            List<LocalDate> nights = pages.reports().nights();
            if (!nights.isEmpty()) {
                LocalDate last = nights.get(nights.size() - 1);
                pages.nights(List.of(last));
                pages.month(YearMonth.from(last));
            }
            place.say(sentence(pages.index()));
        } catch (RuntimeException failure) {
            String why = failure instanceof CxrwatchException known
                    ? known.problem() + " " + known.remedy()
                    : failure + ". `cxrwatch report` writes down where it happened.";
            place.say("The night is done, its report was not written: " + why);
        }
    }

    /** What was written, in a sentence. */
    static String sentence(List<Written> pages) {
        Path index = pages.get(pages.size() - 1).file();
        return "Wrote " + pages.size() + (pages.size() == 1 ? " page" : " pages") + "; open " + index;
    }
}
