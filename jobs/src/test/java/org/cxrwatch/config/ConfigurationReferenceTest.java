package org.cxrwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cxrwatch.GeneratedPage;
import org.junit.jupiter.api.Test;

/** docs/configuration-reference.md is what reference.conf says, and says it of every setting and variable. */
class ConfigurationReferenceTest {

    private static final Path CONF = Path.of("../conf/reference.conf");
    private static final Path PAGE = Path.of("../docs/configuration-reference.md");
    private static final Pattern VARIABLE = Pattern.compile("\"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\"");

    private static ConfigurationReference reference() throws IOException {
        return new ConfigurationReference(Files.readAllLines(CONF));
    }

    @Test
    void thePageSaysWhatTheDefaultsSay() throws IOException {
        GeneratedPage.assertSays(PAGE, reference().text());
    }

    @Test
    void everySettingThatTheProgramKnowsIsThere() throws IOException {
        Config defaults = ConfigFactory.parseFile(CONF.toFile());

        assertThat(reference().paths()).isEqualTo(new TreeSet<>(new KnownKeys(defaults).paths()));
    }

    @Test
    void everySettingIsExplained() throws IOException {
        String[] sections = reference().text().split("\n##+ ", -1);

        assertThat(sections).hasSizeGreaterThan(90);
        assertThat(Stream.of(sections).skip(1).filter(section -> section.contains(".")))
                .allSatisfy(section ->
                        assertThat(section.strip().lines().count()).as(section).isGreaterThan(3));
    }

    /** A password's variable is named where its address is. */
    @Test
    void everyVariableThatSettingsAreReadFromIsNamed() throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/org/cxrwatch/config"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                VARIABLE.matcher(Files.readString(source))
                        .results()
                        .map((MatchResult name) -> name.group(1))
                        .forEach(read::add);
            }
        }
        List<String> said = VARIABLE.matcher(Pattern.compile("`([A-Z_0-9]+)")
                        .matcher(Files.readString(PAGE))
                        .replaceAll("\"$1\""))
                .results()
                .map(name -> name.group(1))
                .toList();

        assertThat(read).contains("DATABASE_URL", "PUSHGATEWAY_URL", "SMTP_HOST", "AWS_REGION");
        assertThat(said).containsAll(read);
    }
}
