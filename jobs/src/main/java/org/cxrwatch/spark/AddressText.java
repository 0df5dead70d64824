package org.cxrwatch.spark;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.PartKind;

/**
 * An address as a text that Spark can shuffle by: its hash is the same in every process. Each field has its length
 * before
 * it, so that no value of an attribute can be mistaken for a border.
 */
final class AddressText {

    private AddressText() {}

    static String of(CellContent.Address address) {
        CellKey key = address.key();
        Arrival arrival = address.arrival();
        return Stream.of(
                        key.day().toString(),
                        key.kind().name(),
                        key.modelVersion(),
                        key.hour().map(hour -> Integer.toString(hour)).orElse(""),
                        key.slice().key(),
                        key.slice().value(),
                        arrival.on().toString(),
                        arrival.at().toString(),
                        arrival.basis().name())
                .map(field -> field.length() + ":" + field)
                .collect(Collectors.joining());
    }

    static CellContent.Address parse(String text) {
        List<String> fields = fields(text);
        Optional<Integer> hour =
                Optional.of(fields.get(3)).filter(field -> !field.isEmpty()).map(Integer::valueOf);
        CellKey key = new CellKey(
                PartKind.valueOf(fields.get(1)),
                fields.get(2),
                LocalDate.parse(fields.get(0)),
                hour,
                new Slice(fields.get(4), fields.get(5)));
        Arrival arrival = new Arrival(
                LocalDate.parse(fields.get(6)), Instant.parse(fields.get(7)), ArrivalBasis.valueOf(fields.get(8)));
        return new CellContent.Address(key, arrival);
    }

    /** The day it begins with, by which the cells of a day come together. */
    static String dayOf(String text) {
        return text.substring(
                0, text.indexOf(':') + 1 + LocalDate.EPOCH.toString().length());
    }

    private static List<String> fields(String text) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int colon = text.indexOf(':', at);
            int end = colon + 1 + Integer.parseInt(text.substring(at, colon));
            fields.add(text.substring(colon + 1, end));
            at = end;
        }
        return fields;
    }
}
