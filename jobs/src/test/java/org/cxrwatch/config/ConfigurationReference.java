package org.cxrwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes docs/configuration-reference.md: every setting of reference.conf, in the words of its own comment. */
final class ConfigurationReference {

    private static final String INTRODUCTION = """
            # Every setting

            Made from [conf/reference.conf](../conf/reference.conf), the defaults that are packed into the program: what is
            said of a setting is said there, and `ConfigurationReferenceTest` writes this page anew with `-Dexamples=write`
            ([how](../CONTRIBUTING.md#pages-that-are-made-from-the-code)). How settings are written and which of them holds:
            [configuration](configuration.md). `cxrwatch config show` prints what holds and where it comes from.

            A name with dots may be written as groups: `drift.severity.low = 0.1` is `drift { severity { low = 0.1 } }`. A
            variable of the environment is stronger than a file; `[_FILE]` means that the variable with `_FILE` may name a
            file that holds the value.

            | setting | default | environment |
            |---|---|---|
            """;

    /** A group whose names users choose, with one name in it. */
    private static final String RECEIVERS = "notify.receivers";

    /** A key alone, a group that opens, with or without what is in it, and with or without its end. */
    private static final Pattern ENTRY = Pattern.compile("([\\w.-]+)\\s*(?:=\\s*(.*)|(\\{.*))");

    private static final Pattern ON_ONE_LINE = Pattern.compile("([\\w-]+)\\s*=\\s*(\\[[^]]*]|\"[^\"]*\"|[^,}]+)");
    private static final Pattern VARIABLE = Pattern.compile("\\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\\b(?:\\[_FILE])?");

    /** A setting, its default as written, and the lines of its comment. */
    private record Setting(String path, String value, List<String> comment) {

        String variables() {
            String text = String.join(" ", comment);
            if (!text.contains("nvironment: ") && !path.equals(RECEIVERS)) {
                return "";
            }
            return VARIABLE.matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .map(name -> "`" + name + "`")
                    .collect(Collectors.joining(", "));
        }
    }

    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Map<String, List<String>> about = new LinkedHashMap<>();
    private final Deque<String> groups = new ArrayDeque<>();
    private List<String> comment = new ArrayList<>();
    private boolean after;

    ConfigurationReference(List<String> lines) {
        lines.stream().map(String::strip).forEach(this::read);
    }

    private void read(String line) {
        if (line.startsWith("#")) {
            if (after) {
                comment = new ArrayList<>();
                after = false;
            }
            comment.add(line.substring(1));
        } else if (line.isEmpty()) {
            if (!after && !groups.isEmpty() && !comment.isEmpty()) {
                about.computeIfAbsent(path(""), group -> new ArrayList<>()).addAll(comment);
            }
            comment = new ArrayList<>();
        } else if (line.equals("}")) {
            groups.removeLast();
            comment = new ArrayList<>();
        } else {
            entry(line);
            after = true;
        }
    }

    private void entry(String line) {
        Matcher entry = ENTRY.matcher(line);
        if (!entry.matches()) {
            throw new IllegalArgumentException("Not understood: " + line);
        }
        String path = path(entry.group(1));
        if (entry.group(2) != null) {
            settings.put(path, new Setting(path, entry.group(2), comment));
        } else if (entry.group(3).equals("{")) {
            groups.addLast(entry.group(1));
            if (path.equals(RECEIVERS)) {
                settings.put(path, new Setting(path, "{ log { channel = log } }", comment));
            }
            comment = new ArrayList<>();
        } else {
            inline(path, entry.group(3));
        }
    }

    private void inline(String path, String values) {
        if (path.startsWith(RECEIVERS + ".")) {
            assertThat(path + " " + values).isEqualTo(RECEIVERS + ".log { channel = log }");
            return;
        }
        if (values.equals("{}") || path.endsWith(".ranges") || path.endsWith(".nested") || path.endsWith(".limit")) {
            settings.put(path, new Setting(path, values, comment));
            return;
        }
        ON_ONE_LINE
                .matcher(values)
                .results()
                .map(each ->
                        new Setting(path + "." + each.group(1), each.group(2).strip(), comment))
                .forEach(each -> settings.put(each.path(), each));
    }

    private String path(String name) {
        String group = String.join(".", groups);
        return group.isEmpty() ? name : name.isEmpty() ? group : group + "." + name;
    }

    /** Every setting there is; of a group whose names users choose, the group. */
    Set<String> paths() {
        return new TreeSet<>(settings.keySet());
    }

    String text() {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        settings.values()
                .forEach(each -> text.append("| [`%s`](#%s) | `%s` | %s |\n"
                        .formatted(each.path(), anchor(each.path()), each.value(), each.variables())));
        String group = "";
        for (Setting each : settings.values()) {
            String of = each.path().contains(".")
                    ? each.path().substring(0, each.path().indexOf('.'))
                    : each.path();
            if (!of.equals(group)) {
                group = of;
                text.append("\n## ").append(group).append('\n');
            }
            text.append(of(each));
        }
        return text.toString();
    }

    private String of(Setting each) {
        String heading = each.path().contains(".") ? "\n### " + each.path() + "\n" : "";
        String introduced = about.entrySet().stream()
                .filter(group -> isFirstOf(group.getKey(), each))
                .map(group -> prose(group.getValue()))
                .collect(Collectors.joining());
        String environment = each.variables().isEmpty() ? "" : " · environment " + each.variables();
        return introduced + heading + "\nDefault `" + each.value() + "`" + environment + "\n" + prose(each.comment());
    }

    private boolean isFirstOf(String group, Setting setting) {
        return settings.keySet().stream()
                .filter(path -> path.startsWith(group + "."))
                .findFirst()
                .filter(setting.path()::equals)
                .isPresent();
    }

    private static String anchor(String path) {
        return path.contains(".") ? path.replace(".", "") : path;
    }

    /** Lines that are set in are kept as they are; others flow. */
    private static String prose(List<String> lines) {
        StringBuilder text = new StringBuilder();
        boolean kept = false;
        for (String line : lines) {
            boolean setIn = line.startsWith("   ");
            if (setIn != kept) {
                text.append(setIn ? "\n```text\n" : "```\n");
                kept = setIn;
                text.append(setIn ? "" : "\n");
            } else if (text.isEmpty()) {
                text.append('\n');
            }
            text.append(setIn ? line.substring(3) : escaped(line.strip())).append('\n');
        }
        return text.append(kept ? "```\n" : "").toString();
    }

    private static String escaped(String line) {
        return line.replace("*", "\\*").replace("<", "&lt;").replace("[", "\\[");
    }
}
