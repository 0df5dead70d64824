package org.cxrwatch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.NearestName;

/** The keys there are: those of reference.conf, and any name below the groups whose names users choose. */
final class KnownKeys {

    /** Groups whose names users choose. */
    private static final Set<String> OPEN = Set.of(
            "slices.nested",
            "system.limit",
            RuleSettings.RULES,
            "contract.predictions.ranges",
            "contract.predictions.allowed",
            "contract.system-metrics.ranges",
            "features.derived",
            CustomSettings.METRICS,
            ReceiverReader.RECEIVERS);

    /** Settings that once were, and what stands for them. */
    private static final Map<String, String> REPLACED = Map.of(
            "notify.channels",
            "Name whom to tell in notify.default, such as notify.default = [log], and define them in"
                    + " notify.receivers. ");

    private final ConfigObject reference;
    private final SortedSet<String> paths;

    KnownKeys(Config reference) {
        this.reference = reference.root();
        this.paths = new TreeSet<>(reference.entrySet().stream()
                .map(Map.Entry::getKey)
                .filter(path -> OPEN.stream().noneMatch(group -> path.startsWith(group + ".")))
                .collect(Collectors.toSet()));
        this.paths.addAll(OPEN);
    }

    /** Every key; of a group whose names users choose, the group. */
    SortedSet<String> paths() {
        return Collections.unmodifiableSortedSet(paths);
    }

    /** Refuses what there is no such key of, and single values where a group of keys stands. */
    void check(Config layer) {
        check(layer.root(), reference, "");
    }

    private void check(ConfigObject layer, ConfigObject known, String prefix) {
        for (Map.Entry<String, ConfigValue> entry : layer.entrySet()) {
            String path = prefix + entry.getKey();
            if (!OPEN.contains(path)) {
                if (!known.containsKey(entry.getKey())) {
                    throw unknown(path, entry.getValue().origin(), siblings(known, prefix));
                }
                checkValue(path, entry.getValue(), known.get(entry.getKey()));
            } else if (!(entry.getValue() instanceof ConfigObject)) {
                throw groupNotValue(path, entry.getValue());
            }
        }
    }

    private void checkValue(String path, ConfigValue value, ConfigValue known) {
        if (value.valueType() == ConfigValueType.NULL) {
            throw new ConfigurationException(
                    path + " has no value (" + Origins.text(value.origin()) + ")",
                    "Give it one, or leave the line out to keep the default.");
        }
        if (known instanceof ConfigObject group) {
            if (!(value instanceof ConfigObject inner)) {
                throw groupNotValue(path, value);
            }
            check(inner, group, path + ".");
        } else if (value instanceof ConfigObject inner) {
            throw new ConfigurationException(
                    path + " is a single value, but keys stand below it: " + inner.keySet() + " ("
                            + Origins.text(value.origin()) + ")",
                    "Write " + path + " = " + known.render() + ", the default, or another value.");
        }
    }

    private ConfigurationException groupNotValue(String path, ConfigValue value) {
        String below =
                paths.stream().filter(each -> each.startsWith(path + ".")).collect(Collectors.joining(", "));
        return new ConfigurationException(
                path + " is a group of settings, not one: it cannot be " + value.render(Origins.BRIEF) + " ("
                        + Origins.text(value.origin()) + ")",
                below.isEmpty()
                        ? "Write " + path + " { name = value }, or leave it out."
                        : "Set one of those below it: " + below + ".");
    }

    /** Groups too: a mistake in the name of one is none in the names below it. */
    private static Set<String> siblings(ConfigObject known, String prefix) {
        return known.keySet().stream().map(key -> prefix + key).collect(Collectors.toSet());
    }

    private ConfigurationException unknown(String path, ConfigOrigin origin, Set<String> siblings) {
        Set<String> names = new TreeSet<>(paths);
        names.addAll(siblings);
        String remedy = REPLACED.getOrDefault(path, NearestName.hint(path, names));
        return new ConfigurationException(
                "There is no setting " + path + " (" + Origins.text(origin) + ")",
                remedy + "conf/reference.conf lists all of them, and `cxrwatch config show` prints what holds.");
    }
}
