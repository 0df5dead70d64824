package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.Cells;
import org.cxrwatch.spark.ComputedColumns;
import org.cxrwatch.spark.expression.NamesRead;
import org.cxrwatch.summary.ClassDistribution;
import org.cxrwatch.summary.DerivedFeature;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.Provenance;

/**
 * Whether what users' definitions name is there. A name that no prediction has is probably mistyped, and would be read
 * as null for ever; it may be new too, so that it is a warning. A derived feature must not have the name of a logged
 * one: what is counted under it would be taken for what the service logged before.
 */
final class NamesInDefinitions {

    /** So many of the last days with predictions say what is logged. */
    private static final int DAYS = 7;

    private final Settings settings;
    private final Logged logged;

    /**
     * What the last days' predictions have.
     *
     * @param days these days; none if nothing is known
     * @param features names of features that the service logged
     * @param attributes names of attributes
     */
    private record Logged(List<LocalDate> days, SortedSet<String> features, SortedSet<String> attributes) {

        static final Logged NOTHING = new Logged(List.of(), new TreeSet<>(), new TreeSet<>());

        /** Where cells keep no more names, one that is missing says nothing. */
        boolean isKnownToLack(String entry) {
            SortedMap<String, SortedSet<String>> maps =
                    new TreeMap<>(java.util.Map.of("features", features, "attributes", attributes));
            int dot = entry.indexOf('.');
            SortedSet<String> names = maps.get(entry.substring(0, dot));
            return !days.isEmpty()
                    && names.size() < ClassDistribution.LIMIT
                    && !names.contains(entry.substring(dot + 1));
        }

        List<String> entries() {
            List<String> entries = new ArrayList<>();
            features.forEach(name -> entries.add("features." + name));
            attributes.forEach(name -> entries.add("attributes." + name));
            return entries;
        }
    }

    private NamesInDefinitions(Settings settings, Logged logged) {
        this.settings = settings;
        this.logged = logged;
    }

    /** Of what the lake of these ports knows at an instant; nothing is read where nothing is defined. */
    static NamesInDefinitions of(Settings settings, Ports ports, Instant at) {
        return settings.definition().computes()
                ? new NamesInDefinitions(settings, logged(ports, at))
                : withoutLake(settings);
    }

    /** Where there is no lake yet. */
    static NamesInDefinitions withoutLake(Settings settings) {
        return new NamesInDefinitions(settings, Logged.NOTHING);
    }

    private static Logged logged(Ports ports, Instant at) {
        SortedSet<LocalDate> known = ports.cellRebuild().days();
        List<LocalDate> days =
                known.stream().skip(Math.max(0, known.size() - DAYS)).toList();
        if (days.isEmpty()) {
            return Logged.NOTHING;
        }
        TreeSet<String> features = new TreeSet<>();
        TreeSet<String> attributes = new TreeSet<>();
        List<DistributionPart> parts = ports
                .cells()
                .load(new Cells.Range(days.get(0), days.get(days.size() - 1), EnumSet.of(PartKind.DISTRIBUTION), at))
                .stream()
                .filter(cell -> cell.key().slice().equals(Slice.ALL))
                .map(cell -> (DistributionPart) cell.part())
                .filter(part -> part.rows() > 0)
                .toList();
        parts.forEach(part -> {
            part.featureNames().stream()
                    .filter(name -> part.provenance(name).kind() == Provenance.Kind.LOGGED)
                    .forEach(features::add);
            part.classes()
                    .entries()
                    .values()
                    .forEach(each ->
                            attributes.addAll(each.attributes().entries().keySet()));
        });
        return parts.isEmpty() ? Logged.NOTHING : new Logged(days, features, attributes);
    }

    /**
     * What is probably mistyped, in sentences for people.
     *
     * @throws ConfigurationException if a derived feature has the name of a logged one
     */
    List<String> warnings() {
        settings.custom().derived().forEach(this::refuseLogged);
        List<String> warnings = new ArrayList<>();
        ComputedColumns.names(settings.definition()).forEach((key, names) -> warnings.addAll(warnings(key, names)));
        return warnings;
    }

    private List<String> warnings(String key, NamesRead names) {
        List<String> warnings = new ArrayList<>();
        names.entries().stream()
                .filter(logged::isKnownToLack)
                .forEach(entry -> warnings.add(key + " reads " + entry + ", which no prediction of the days from "
                        + logged.days().get(0) + " to "
                        + logged.days().get(logged.days().size() - 1)
                        + " has: it comes to nothing there. " + NamesThere.remedy(entry, logged.entries()) + "."));
        List<String> classes =
                List.of(settings.classes().positive(), settings.classes().negative());
        names.classes().stream()
                .filter(name -> !classes.contains(name))
                .forEach(name -> warnings.add(key + " compares predicted_class with '" + name
                        + "', which is none of the classes (classes.positive, classes.negative): no prediction has it. "
                        + NamesThere.remedy(name, classes) + "."));
        return warnings;
    }

    private void refuseLogged(DerivedFeature feature) {
        if (logged.features().contains(feature.name())) {
            String key = "features.derived." + feature.name();
            throw new ConfigurationException(
                    key + " (" + settings.custom().origins().get(key) + ") has the name of a feature that the service"
                            + " logs: it would be counted in its place",
                    "Name it otherwise, such as " + key + "_derived");
        }
    }
}
