package org.cxrwatch.port;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may be an id in a line that could not be read as what it was to be: JSON, CSV or anything, broken anywhere. An
 * id is found as it stands between quotes, commas or spaces, beside {@code :} and {@code =}, and with what JSON escapes
 * ({@code \}{@code u00fc}, {@code \/}, {@code \"}) undone. It is found as a whole: {@code gone-2} does not hold
 * {@code gone}.
 *
 * <p>Too much is offered rather than too little: a number that stands for something else may be an id too. Bounded by
 * the line, which is cut where it is kept: some hundred of a usual one.
 */
public final class PossibleIds {

    /** The longest id that is taken in. */
    private static final int LONGEST = 255;

    /** So many words, with what stands between them, are an id at most where nothing encloses it. */
    private static final int MOST_WORDS = 8;

    /** JSON within JSON within JSON. */
    private static final int MOST_LAYERS = 3;

    private static final int HEX = 16;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_-]+");
    private static final Pattern CELLS = Pattern.compile("[,;|\\t\\r\\n{}\\[\\]]");
    private static final Pattern SPACES = Pattern.compile("[\\s\",;|{}\\[\\]]+");
    private static final Pattern BESIDE = Pattern.compile("[:=&?]");
    private static final Pattern IN_JSON_QUOTES =
            Pattern.compile("((?:[^\"\\\\]++|\\\\.)*+)(?:\"|\\\\?$)", Pattern.DOTALL);
    private static final Pattern IN_CSV_QUOTES = Pattern.compile("\"((?:[^\"]++|\"\")*+)\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))", Pattern.DOTALL);

    private PossibleIds() {}

    /** All that may be an id in a line. */
    public static Set<String> in(String line) {
        Set<String> found = new HashSet<>();
        Consumer<String> offer = text -> {
            String id = text.strip();
            if (!id.isEmpty() && id.length() <= LONGEST) {
                found.add(id);
            }
        };
        for (String layer : layers(line)) {
            quoted(layer, offer);
            enclosed(layer, offer);
            words(layer, offer);
        }
        return found;
    }

    /** The line, and what it is once its escapes are undone, as long as there are any. */
    private static Set<String> layers(String line) {
        Set<String> layers = new LinkedHashSet<>();
        String layer = line;
        while (layers.size() < MOST_LAYERS && layers.add(layer)) {
            layer = unescaped(layer);
        }
        return layers;
    }

    /** What stands between two quotes, as JSON and as CSV write it. */
    private static void quoted(String line, Consumer<String> offer) {
        IN_JSON_QUOTES.matcher(line).results().forEach(text -> offer.accept(unescaped(text.group(1))));
        IN_CSV_QUOTES
                .matcher(line)
                .results()
                .forEach(text -> offer.accept(text.group(1).replace("\"\"", "\"")));
    }

    /** What stands between commas or spaces, and in it what stands beside a sign of naming. */
    private static void enclosed(String line, Consumer<String> offer) {
        CELLS.splitAsStream(line).forEach(offer);
        SPACES.splitAsStream(line).forEach(text -> {
            offer.accept(text);
            BESIDE.splitAsStream(text).forEach(offer);
            BESIDE.matcher(text).results().forEach(sign -> {
                offer.accept(text.substring(0, sign.start()));
                offer.accept(text.substring(sign.end()));
            });
        });
    }

    /** Words, and stretches of some words. */
    private static void words(String line, Consumer<String> offer) {
        List<MatchResult> words = WORD.matcher(line).results().toList();
        for (int first = 0; first < words.size(); first++) {
            int start = words.get(first).start();
            int end = Math.min(words.size(), first + MOST_WORDS);
            for (MatchResult last : words.subList(first, end)) {
                if (last.end() - start > LONGEST) {
                    break;
                }
                offer.accept(line.substring(start, last.end()));
            }
        }
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(String.valueOf(meant(escape))));
    }

    private static char meant(MatchResult escape) {
        if (escape.group(1) != null) {
            return (char) Integer.parseInt(escape.group(1), HEX);
        }
        char written = escape.group(2).charAt(0);
        return switch (written) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> written;
        };
    }
}
