package org.cxrwatch.notice;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.error.NearestName;

/**
 * A URL with places for what a case is about: {@code https://charts.example/d/cxr?site={slice}&from={date}}.
 *
 * @param text the URL; values are put in encoded, so that a name cannot change where it leads
 */
public record LinkTemplate(String text) {

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    /** What can be put in. */
    public enum Place {
        /** The first day with evidence. */
        DATE {
            @Override
            String of(Episode episode) {
                return episode.span().opened().firstDay().toString();
            }
        },
        /** The case. */
        CASE {
            @Override
            String of(Episode episode) {
                return episode.caseId();
            }
        },
        /** {@code site=valley}, or {@code all}. */
        SLICE {
            @Override
            String of(Episode episode) {
                return episode.key().slice().toString();
            }
        },
        /** A model version, {@code service}, or a host's name. */
        MODEL_VERSION {
            @Override
            String of(Episode episode) {
                return episode.key().scope();
            }
        };

        /** What is put in for an alert. */
        abstract String of(Episode episode);

        private String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Refuses what is no web address, and places that there are not, with the nearest that there is. */
    public LinkTemplate {
        if (!text.matches("https?://[^\\s\"'<>\\\\^`|]+")) {
            throw new IllegalArgumentException("is no address that begins with https:// or http://");
        }
        PLACE.matcher(text).results().map(found -> found.group(1)).forEach(LinkTemplate::require);
        if (PLACE.matcher(text).replaceAll("").matches(".*[{}].*")) {
            throw new IllegalArgumentException("has a brace without its other half");
        }
    }

    private static void require(String name) {
        List<String> known = Arrays.stream(Place.values()).map(Place::written).toList();
        if (!known.contains(name)) {
            throw new IllegalArgumentException("has a place {" + name + "} that there is not. "
                    + NearestName.hint(name, known) + "There are "
                    + known.stream().map(each -> "{" + each + "}").collect(Collectors.joining(", ")));
        }
    }

    /** The address for an alert. */
    String of(Episode episode) {
        Map<String, Place> places =
                Arrays.stream(Place.values()).collect(Collectors.toMap(Place::written, each -> each));
        Function<MatchResult, String> value = found ->
                Matcher.quoteReplacement(encoded(places.get(found.group(1)).of(episode)));
        return PLACE.matcher(text).replaceAll(value);
    }

    /** RFC 3986: everything but letters, digits and {@code - . _ ~} by its bytes in UTF-8. */
    private static String encoded(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : value.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xff);
            boolean isPlain = letter < 0x80 && (Character.isLetterOrDigit(letter) || "-._~".indexOf(letter) >= 0);
            encoded.append(isPlain ? String.valueOf(letter) : String.format(Locale.ROOT, "%%%02X", each & 0xff));
        }
        return encoded.toString();
    }
}
