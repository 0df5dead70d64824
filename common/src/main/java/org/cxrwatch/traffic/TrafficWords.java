package org.cxrwatch.traffic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.model.Probability;
import org.cxrwatch.model.Slice;
import org.cxrwatch.traffic.Life.State;
import org.cxrwatch.traffic.ValueDay.Reading;

/**
 * What a day's requests say, in words: what happened, what it means, what to do next.
 *
 * @param of the day
 */
public record TrafficWords(TrafficDay of) {

    /** More values of one attribute that are new on one day than any hospital opens: the log has changed. */
    private static final int FLOOD = 10;

    private static final int NAMED = 3;

    /** Of one value: what came, and what should have. Without a full stop. */
    public String reading(ValueDay value) {
        LocalDate day = of.day();
        if (value.life().state() == State.GONE) {
            return "No request has named " + name(value) + " for "
                    + value.life().daysAbsent(day)
                    + " days, since " + value.life().absentFrom().orElse(day)
                    + ": it is taken for gone and no longer missed";
        }
        String came = came(value) + " on " + day;
        Optional<ValueDay> instead = inPlaceOf(value);
        if (instead.isPresent()) {
            return came + usual(value) + ": " + name(instead.get()) + " answers in its place since "
                    + instead.get().life().firstSeen();
        }
        if (of.unnamed().contains(value.slice().key())) {
            return came + "; most requests did not say their " + value.slice().key()
                    + ", so that nothing is said of its values";
        }
        if (value.usual().isEmpty()) {
            return came + "; what is usual on such a day is not known";
        }
        return switch (value.reading()) {
            case SETTLED -> came + usual(value) + "; so few have come for so long that they are usual from now on";
            case UNDECIDED ->
                value.requests() == 0 || value.p().isPresent()
                        ? came + usual(value) + ": chance, or a day with fewer everywhere, may explain it"
                        : came + usual(value);
            default -> came + usual(value) + absence(value) + chance(value) + replaced(value);
        };
    }

    /** Of a version that another one has superseded, the one that answers most now. */
    private Optional<ValueDay> inPlaceOf(ValueDay value) {
        return value.life().state() == State.SUPERSEDED
                ? of.values().values().stream()
                        .filter(other -> other.slice().key().equals(DailyRequests.VERSION)
                                && other.life().state() != State.SUPERSEDED
                                && other.requests() > value.requests())
                        .max(Comparator.comparingLong(ValueDay::requests))
                : Optional.empty();
    }

    private static String came(ValueDay value) {
        String requests = value.requests() == 0
                ? "No request"
                : value.requests() + (value.requests() == 1 ? " request" : " requests");
        return requests + (value.slice().isAll() ? " came" : " named " + name(value));
    }

    private static String usual(ValueDay value) {
        return value.usual()
                .map(usual -> ", " + number(usual.mean()) + " are usual on such a day")
                .orElse("");
    }

    private String absence(ValueDay value) {
        long days = value.life().daysAbsent(of.day());
        return value.reading() == Reading.NONE && days > 1
                ? "; none since " + value.life().absentFrom().orElseThrow() + ", for " + days + " days"
                : "";
    }

    private static String chance(ValueDay value) {
        return value.reading().isMissing() && value.p().isPresent()
                ? " (adjusted p " + Probability.text(value.p().getAsDouble()) + ")"
                : "";
    }

    private String replaced(ValueDay value) {
        return Optional.ofNullable(of.replacing().get(value.slice()))
                .flatMap(of::find)
                .map(other -> "; it was likely replaced: " + other.slice() + " beside it is new since "
                        + other.life().firstSeen())
                .orElse("");
    }

    /** Of what is there again: since when, and after how long. Without a full stop. */
    public String returned(ValueDay value) {
        return name(value) + " is there again since " + value.life().since() + ", after "
                + value.life().daysAbsent(of.day()) + " days without a request";
    }

    /** Of what is new: since when, and what to do about it. */
    public String isNew(ValueDay value) {
        boolean isVersion = value.slice().key().equals(DailyRequests.VERSION);
        String instead = isVersion ? instead() : "";
        return name(value) + " is new since " + value.life().since() + instead + ", with " + value.requests()
                + " requests on " + of.day() + "; its drift is not looked at until a baseline"
                + (isVersion ? " of its own is active" : " holds it")
                + ": establish one of a week in which nothing was wrong, and promote it";
    }

    private String instead() {
        List<String> gone = List.copyOf(of.versions(State.SUPERSEDED));
        return gone.isEmpty() ? "" : ", in place of " + gone.get(gone.size() - 1);
    }

    /** The attributes of which implausibly many values are new since one day, with words for each. */
    public Map<String, String> floods() {
        Map<String, String> floods = new TreeMap<>();
        in(State.NEW)
                .collect(Collectors.groupingBy(value -> value.slice().key()))
                .forEach((attribute, values) -> values.stream()
                        .collect(
                                Collectors.groupingBy(value -> value.life().since(), TreeMap::new, Collectors.toList()))
                        .forEach((since, together) -> {
                            if (together.size() > FLOOD) {
                                floods.put(attribute, flood(attribute, since, together));
                            }
                        }));
        return floods;
    }

    private static String flood(String attribute, LocalDate since, List<ValueDay> values) {
        return values.size() + " values of " + attribute + " are new since " + since + ", such as "
                + values.stream()
                        .limit(NAMED)
                        .map(value -> value.slice().value())
                        .collect(Collectors.joining(", "))
                + ": ask whether " + attribute + " is still written as it was";
    }

    private Stream<ValueDay> in(State state) {
        return of.values().values().stream()
                .filter(value ->
                        value.life().state() == state && !of.withOuter().contains(value.slice()));
    }

    /** For the verdict of the day, at most two sentences: from where requests are missing, and who has just come. */
    public List<String> recommendations() {
        List<String> sentences = new ArrayList<>();
        List<ValueDay> missing = of.causes().stream()
                .flatMap(slice -> of.find(slice).stream())
                .filter(value -> value.reading().isMissing())
                .toList();
        if (!missing.isEmpty()) {
            sentences.add(joined(missing.stream().map(this::reading).toList())
                    + ": check whether images go elsewhere or their log is not delivered");
        }
        List<String> news = new ArrayList<>(floods().values());
        in(State.NEW)
                .filter(value -> value.hasJustBegun(of.day())
                        && !floods().containsKey(value.slice().key()))
                .map(this::isNew)
                .forEach(news::add);
        in(State.RETURNED)
                .filter(value -> value.hasJustBegun(of.day()))
                .map(this::returned)
                .forEach(news::add);
        if (!news.isEmpty()) {
            sentences.add(joined(news));
        }
        return sentences;
    }

    private static String joined(List<String> sentences) {
        int more = sentences.size() - NAMED;
        return sentences.stream().limit(NAMED).collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more (`cxrwatch traffic`)" : "");
    }

    private static String name(ValueDay value) {
        Slice slice = value.slice();
        return slice.key().equals(DailyRequests.VERSION) ? slice.value() : slice.toString();
    }

    private static String number(double mean) {
        return String.format(Locale.ROOT, mean < 10 ? "%.1f" : "%.0f", mean);
    }
}
