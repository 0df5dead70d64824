package org.cxrwatch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The picture and the table of packages in docs/architecture.md: what depends on what, found in the classes. */
final class ArchitecturePage {

    private static final String ROOT = "org.cxrwatch.";
    private static final Map<String, Path> MODULES = Map.of(
            "common", Path.of("../common/src/main/java/org/cxrwatch"), "jobs", Path.of("src/main/java/org/cxrwatch"));

    private final Map<String, Set<String>> arrows = new TreeMap<>();

    ArchitecturePage(JavaClasses classes) {
        for (JavaClass each : classes) {
            Set<String> known = arrows.computeIfAbsent(name(each), name -> new TreeSet<>());
            each.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> target.getPackageName().startsWith(ROOT))
                    .map(ArchitecturePage::name)
                    .forEach(known::add);
        }
        arrows.forEach((name, known) -> known.remove(name));
    }

    /** A package within another belongs to it, but for the adapters, which are one each. */
    private static String name(JavaClass type) {
        List<String> parts =
                List.of(type.getPackageName().substring(ROOT.length()).split("\\.", -1));
        return parts.get(0).equals("io") ? "io." + parts.get(1) : parts.get(0);
    }

    /** Arrows that do not follow from others. */
    private Map<String, Set<String>> drawn() {
        Map<String, Set<String>> drawn = new TreeMap<>();
        arrows.forEach((from, known) -> drawn.put(
                from,
                known.stream()
                        .filter(to -> known.stream()
                                .noneMatch(over ->
                                        !over.equals(to) && reached(over).contains(to)))
                        .collect(Collectors.toCollection(TreeSet::new))));
        return drawn;
    }

    private Set<String> reached(String from) {
        Set<String> found = new TreeSet<>();
        arrows.get(from).forEach(next -> {
            found.add(next);
            found.addAll(reached(next));
        });
        return found;
    }

    String picture() {
        StringBuilder text = new StringBuilder("```mermaid\nflowchart TD\n");
        for (String module : List.of("jobs", "common")) {
            text.append("    subgraph ").append(module).append('\n');
            packages(module)
                    .forEach(name -> text.append("        ")
                            .append(id(name))
                            .append('[')
                            .append(name)
                            .append("]\n"));
            text.append("    end\n");
        }
        drawn().forEach((from, known) -> known.forEach(to -> text.append("    ")
                .append(id(from))
                .append(" --> ")
                .append(id(to))
                .append('\n')));
        return text.append("```\n").toString();
    }

    String table() {
        return List.of("jobs", "common").stream()
                .flatMap(module -> packages(module).stream()
                        .map(name ->
                                "| `" + name + "` | " + module + " | " + about(MODULES.get(module), name) + " |\n"))
                .collect(Collectors.joining("", "| package | module | what it is |\n|---|---|---|\n", ""));
    }

    private List<String> packages(String module) {
        return arrows.keySet().stream()
                .filter(name -> Files.isDirectory(folder(MODULES.get(module), name)))
                .toList();
    }

    private static Path folder(Path module, String name) {
        return module.resolve(name.replace('.', '/'));
    }

    /** What its own comment says first. */
    private static String about(Path module, String name) {
        try {
            String comment = Files.readString(folder(module, name).resolve("package-info.java"));
            String text = comment.substring(comment.indexOf("/**") + "/**".length(), comment.indexOf("*/"))
                    .replaceAll("\\s*\\n\\s*\\*\\s*", " ")
                    .replaceAll("\\{@code ([^}]*)}", "`$1`");
            return text.split("<p>", -1)[0].strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(String name) {
        return name.replace('.', '_');
    }
}
