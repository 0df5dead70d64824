package org.cxrwatch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cxrwatch.error.ConfigurationException;

/** Reads settings as a type and in a range; what does not fit is refused with key, value, place and remedy. */
final class SettingReader {

    private final Config config;
    private final Config defaults;

    SettingReader(Config config, Config defaults) {
        this.config = config;
        this.defaults = defaults;
    }

    String text(String path) {
        ConfigValueType type = config.getValue(path).valueType();
        if (type == ConfigValueType.LIST) {
            throw refused(path, "is a list where one value is wanted");
        }
        return config.getString(path).strip();
    }

    String name(String path) {
        String text = text(path);
        if (text.isEmpty()) {
            throw refused(path, "is empty");
        }
        return text;
    }

    /** A constant whose name is written in small letters, with - for _. */
    <E extends Enum<E>> E choice(String path, Class<E> type) {
        return choice(path, text(path), "is", List.of(type.getEnumConstants()));
    }

    /** Some of these constants, each once; written as {@link #choice}. */
    <E extends Enum<E>> List<E> choices(String path, List<E> allowed) {
        return names(path).stream()
                .map(name -> choice(path, name, "names " + name + ", which is", allowed))
                .toList();
    }

    private <E extends Enum<E>> E choice(String path, String name, String verb, List<E> allowed) {
        return allowed.stream()
                .filter(each -> written(each).equals(name))
                .findFirst()
                .orElseThrow(() -> refused(
                        path,
                        verb + " none of "
                                + allowed.stream().map(SettingReader::written).collect(Collectors.joining(", "))));
    }

    boolean flag(String path) {
        try {
            return config.getBoolean(path);
        } catch (ConfigException.WrongType e) {
            throw refused(path, "is neither true nor false");
        }
    }

    double number(String path, double least, double most) {
        double value = number(path);
        if (!(value >= least && value <= most)) {
            throw refused(path, "is not between " + least + " and " + most);
        }
        return value;
    }

    /** Any number but infinite ones. */
    double finite(String path) {
        double value = number(path);
        if (!Double.isFinite(value)) {
            throw refused(path, "is not a finite number");
        }
        return value;
    }

    private double number(String path) {
        try {
            return config.getDouble(path);
        } catch (ConfigException.WrongType | NumberFormatException e) {
            throw refused(path, "is not a number");
        }
    }

    int count(String path, int least, int most) {
        double value = number(path, least, most);
        if (value != Math.rint(value)) {
            throw refused(path, "is not a whole number");
        }
        return (int) value;
    }

    Duration duration(String path, Duration least, Duration most) {
        if (text(path).chars().allMatch(c -> Character.isDigit(c) || c == '.')) {
            throw refused(path, "names no unit (ms, s, minutes, hours or days)");
        }
        try {
            Duration value = config.getDuration(path);
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw refused(path, "is not between " + words(least) + " and " + words(most));
            }
            return value;
        } catch (ConfigException.BadValue | ConfigException.WrongType e) {
            throw refused(path, "is not a number and a unit (ms, s, minutes, hours or days)");
        }
    }

    /** Whole days, at least one. */
    Duration days(String path, Duration most) {
        Duration value = duration(path, Duration.ofDays(1), most);
        if (!value.equals(Duration.ofDays(value.toDays()))) {
            throw refused(path, "is not a whole number of days");
        }
        return value;
    }

    ZoneId zone(String path) {
        try {
            return ZoneId.of(text(path));
        } catch (DateTimeException e) {
            throw refused(path, "is not the name of a time zone such as Europe/Berlin");
        }
    }

    /** A list, or names with commas between them, as an override can be written without brackets. */
    List<String> names(String path) {
        ConfigValue value = config.getValue(path);
        List<String> names = value instanceof ConfigList list
                ? list.stream().map(each -> String.valueOf(each.unwrapped())).toList()
                : Arrays.stream(text(path).split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
        if (names.stream().anyMatch(String::isBlank)) {
            throw refused(path, "holds an empty name");
        }
        if (names.stream().distinct().count() < names.size()) {
            throw refused(path, "names something twice");
        }
        return names;
    }

    /** A list of whatever stands in it. */
    ConfigList list(String path) {
        ConfigValue value = config.getValue(path);
        if (value instanceof ConfigList list) {
            return list;
        }
        throw refused(path, "is no list");
    }

    /** A group of names that users choose, with a name each. */
    Map<String, String> pairs(String path) {
        Map<String, String> pairs = new TreeMap<>();
        config.getObject(path).forEach((key, value) -> pairs.put(key, String.valueOf(value.unwrapped())));
        return pairs;
    }

    /** A group of names that users choose, with what stands there. */
    Map<String, ConfigValue> group(String path) {
        return new TreeMap<>(config.getObject(path));
    }

    /**
     * A group of columns that users choose, by path, with a value each. A path may be written in quotes or as groups:
     * {@code "metadata.site" = …} or {@code metadata { site = … }}.
     */
    Map<String, ConfigValue> columns(String path) {
        Map<String, ConfigValue> columns = new TreeMap<>();
        config.getConfig(path)
                .entrySet()
                .forEach(
                        entry -> columns.put(String.join(".", ConfigUtil.splitPath(entry.getKey())), entry.getValue()));
        return columns;
    }

    /** Says what is wrong with a column below a key. */
    ConfigurationException refused(String path, String column, ConfigValue value, String why, String remedy) {
        return new ConfigurationException(
                path + ".\"" + column + "\" = " + shown(value) + " (" + Origins.text(value.origin()) + ") " + why,
                remedy);
    }

    /** Says what is wrong with the value of a key. */
    ConfigurationException refused(String path, String why) {
        String remedy = defaults.hasPath(path)
                ? "Write another value, or leave it out to keep the default, " + shown(defaults.getValue(path))
                        + "; conf/reference.conf says what it means."
                : "Write another value; conf/reference.conf says what it means.";
        return refused(path, why, remedy);
    }

    /** The same with a remedy of its own. */
    ConfigurationException refused(String path, String why, String remedy) {
        ConfigValue value = config.getValue(path);
        return new ConfigurationException(
                path + " = " + shown(value) + " (" + Origins.text(value.origin()) + ") " + why, remedy);
    }

    static String shown(ConfigValue value) {
        String text = value.valueType() == ConfigValueType.STRING
                ? String.valueOf(value.unwrapped())
                : value.render(Origins.BRIEF);
        return text.isEmpty() ? "\"\"" : text;
    }

    /** A constant as settings write it: {@code days-7}. */
    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String words(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() == 1 ? "1 day" : duration.toDays() + " days";
        }
        return duration.toSeconds() == 1 ? "1 second" : duration.toSeconds() + " seconds";
    }
}
