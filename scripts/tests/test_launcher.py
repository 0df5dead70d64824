"""The launcher says what is missing and what to do, and builds only when it must."""

import os
import pty
import shutil
import stat
import subprocess
import termios
from pathlib import Path

import pytest

from conftest import ROOT

NEEDED = "bash cat dirname readlink find grep head tail mkdir touch sleep env flock".split()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """As much of the repository as the launcher looks at, never built."""
    root = tmp_path / "clone"
    for folder in ("common/src/main", "jobs/src/main", "conf", ".mvn"):
        (root / folder).mkdir(parents=True)
    for name in ("pom.xml", "common/pom.xml", "jobs/pom.xml"):
        (root / name).write_text("<project><version>1</version></project>")
    shutil.copy2(ROOT / "cxrwatch", root / "cxrwatch")
    shutil.copy2(ROOT / "conf/java.options", root / "conf/java.options")
    return root


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A PATH folder with the plain tools and neither Java nor Maven."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in NEEDED:
        if found := shutil.which(name):
            (folder / name).symlink_to(found)
    return folder


def script(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!{shutil.which('bash')}\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def jdk(home: Path, version: str, *, compiler: bool = True) -> Path:
    """A stand-in for a JDK: its java prints its arguments."""
    script(home / "bin/java", 'printf "%s\\n" "$@"')
    if compiler:
        script(home / "bin/javac", "exit 0")
    (home / "release").write_text(f'JAVA_VERSION="{version}"\n')
    return home


MAVEN_THAT_BUILDS = """
echo "$@" >>"$PWD/maven.calls"
mkdir -p common/target jobs/target
: >common/target/cxrwatch-common-1.jar
: >common/target/cxrwatch-common-1-tests.jar
: >jobs/target/cxrwatch-jobs-1.jar
: >jobs/target/cxrwatch-jobs-0.jar
: >jobs/target/other.jar
printf %s "$PWD/jobs/target/other.jar" >jobs/target/cxrwatch.classpath
"""


def launch(clone: Path, tools: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [clone / "cxrwatch", *arguments],
        env={"PATH": str(tools), "HOME": str(clone), **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def calls_of_maven(clone: Path) -> int:
    log = clone / "maven.calls"
    return len(log.read_text().splitlines()) if log.exists() else 0


def test_without_java_it_says_what_to_install(clone: Path, tools: Path) -> None:
    ended = launch(clone, tools, "status")

    assert ended.returncode == 2
    assert "Java was not found" in ended.stderr
    assert "openjdk-17-jdk-headless" in ended.stderr
    assert ended.stdout == ""


def test_a_java_home_without_java_is_named(clone: Path, tools: Path, tmp_path: Path) -> None:
    ended = launch(clone, tools, "status", JAVA_HOME=str(tmp_path / "nowhere"))

    assert ended.returncode == 2
    assert str(tmp_path / "nowhere") in ended.stderr


@pytest.mark.parametrize("version", ["1.8.0_402", "11.0.2", "25.0.1"])
def test_another_java_is_refused_with_its_version(clone: Path, tools: Path, tmp_path: Path, version: str) -> None:
    ended = launch(clone, tools, "status", JAVA_HOME=str(jdk(tmp_path / "jdk", version)))

    assert ended.returncode == 2
    assert f"Java {version.split('.')[0]} " in ended.stderr
    assert "Set JAVA_HOME to a JDK 17" in ended.stderr


def test_without_maven_it_says_what_to_install(clone: Path, tools: Path, tmp_path: Path) -> None:
    ended = launch(clone, tools, "status", JAVA_HOME=str(jdk(tmp_path / "jdk", "17.0.15")))

    assert ended.returncode == 2
    assert "Maven was not found" in ended.stderr
    assert "apt-get install maven" in ended.stderr


def test_a_java_without_compiler_cannot_build(clone: Path, tools: Path, tmp_path: Path) -> None:
    script(tools / "mvn", MAVEN_THAT_BUILDS)

    ended = launch(clone, tools, "status", JAVA_HOME=str(jdk(tmp_path / "jre", "17.0.15", compiler=False)))

    assert ended.returncode == 2
    assert "no compiler" in ended.stderr
    assert calls_of_maven(clone) == 0


def test_a_failed_build_shows_why_and_runs_nothing(clone: Path, tools: Path, tmp_path: Path) -> None:
    script(tools / "mvn", 'echo "[ERROR] Cxrwatch.java:[3,1] cannot find symbol"; exit 1')

    ended = launch(clone, tools, "status", JAVA_HOME=str(jdk(tmp_path / "jdk", "17.0.15")))

    assert ended.returncode == 5
    assert "cannot find symbol" in ended.stderr
    assert ended.stdout == ""


def test_it_builds_once_and_again_when_a_source_is_newer(clone: Path, tools: Path, tmp_path: Path) -> None:
    script(tools / "mvn", MAVEN_THAT_BUILDS)
    home = str(jdk(tmp_path / "jdk", "21.0.2"))

    first = launch(clone, tools, "status", JAVA_HOME=home)
    second = launch(clone, tools, "status", JAVA_HOME=home)

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert "building" in first.stderr
    assert second.stderr == ""
    assert calls_of_maven(clone) == 1

    newer = (clone / "jobs/target/cxrwatch.classpath").stat().st_mtime + 5
    os.utime(clone / "common/pom.xml", (newer, newer))
    launch(clone, tools, "status", JAVA_HOME=home)

    assert calls_of_maven(clone) == 2


def test_java_gets_jars_only_and_the_users_options_and_arguments(clone: Path, tools: Path, tmp_path: Path) -> None:
    script(tools / "mvn", MAVEN_THAT_BUILDS)
    home = str(jdk(tmp_path / "jdk", "17.0.15"))

    ended = launch(
        clone, tools, "alerts", "list", "--slice", "site=north wing", JAVA_HOME=home, CXRWATCH_JAVA_OPTS="-Xmx1g -Da=b"
    )
    given = ended.stdout.splitlines()

    main = given.index("org.cxrwatch.command.Cxrwatch")
    assert given[main + 1 :] == ["alerts", "list", "--slice", "site=north wing"]
    assert given.index("-Xmx4g") < given.index("-Xmx1g") < main
    class_path = given[given.index("-cp") + 1].split(":")
    assert [Path(jar).name for jar in class_path] == ["cxrwatch-jobs-1.jar", "cxrwatch-common-1.jar", "other.jar"]
    assert all(Path(jar).is_file() for jar in class_path)


def test_kept_classes_are_used_until_the_next_build(clone: Path, tools: Path, tmp_path: Path) -> None:
    script(tools / "mvn", MAVEN_THAT_BUILDS)
    home = str(jdk(tmp_path / "jdk", "17.0.15"))
    archive = clone / "jobs/target/cxrwatch.jsa"

    making = launch(clone, tools, "status", JAVA_HOME=home, CXRWATCH_ARCHIVE="make")
    assert f"-XX:ArchiveClassesAtExit={archive}" in making.stdout

    built = (clone / "jobs/target/cxrwatch.classpath").stat().st_mtime
    archive.touch()
    os.utime(archive, (built + 5, built + 5))
    assert f"-XX:SharedArchiveFile={archive}" in launch(clone, tools, "status", JAVA_HOME=home).stdout

    os.utime(archive, (built - 5, built - 5))
    assert str(archive) not in launch(clone, tools, "status", JAVA_HOME=home).stdout


def test_a_terminal_is_as_wide_as_it_is_and_a_pipe_has_no_width(clone: Path, tools: Path, tmp_path: Path) -> None:
    script(tools / "mvn", MAVEN_THAT_BUILDS)
    (tools / "stty").symlink_to(shutil.which("stty"))
    home = jdk(tmp_path / "jdk", "17.0.15")
    script(home / "bin/java", 'printf "columns=%s\\n" "${COLUMNS:-none}"')
    piped = launch(clone, tools, "status", JAVA_HOME=str(home))

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (30, 87))
    with subprocess.Popen(
        [clone / "cxrwatch", "status"],
        env={"PATH": str(tools), "HOME": str(clone), "JAVA_HOME": str(home)},
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
    ) as ended:
        os.close(theirs)
        shown = os.read(ours, 1000).decode()
    os.close(ours)

    assert "columns=none" in piped.stdout
    assert "columns=87" in shown, ended.returncode


def test_it_is_found_through_a_link_from_another_folder(clone: Path, tools: Path, tmp_path: Path) -> None:
    script(tools / "mvn", MAVEN_THAT_BUILDS)
    (tools / "cxrwatch").symlink_to(clone / "cxrwatch")

    ended = subprocess.run(
        ["cxrwatch", "status"],
        cwd=tmp_path,
        env={"PATH": str(tools), "JAVA_HOME": str(jdk(tmp_path / "jdk", "17.0.15"))},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    assert f"-Dcxrwatch.install={clone}" in ended.stdout


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A distribution as its archive unpacks, with jars that hold nothing."""
    root = tmp_path / "installed here"
    for folder in ("bin", "conf", "lib/local"):
        (root / folder).mkdir(parents=True)
    shutil.copy2(ROOT / "cxrwatch", root / "bin/cxrwatch")
    shutil.copy2(ROOT / "jobs/src/distribution/spark-submit", root / "bin/spark-submit")
    shutil.copy2(ROOT / "conf/java.options", root / "conf/java.options")
    for name in ("b-2.jar", "a-1.jar", "C-3.jar"):
        (root / "lib/local" / name).touch()
    return root


def run(installed: Path, tools: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [installed / "bin" / words[0], *words[1:]],
        env={"PATH": str(tools), "HOME": str(installed), **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_distribution_starts_its_own_jars_and_never_builds(installed: Path, tools: Path, tmp_path: Path) -> None:
    script(tools / "mvn", MAVEN_THAT_BUILDS)
    home = str(jdk(tmp_path / "jre", "17.0.15", compiler=False))

    ended = run(installed, tools, "cxrwatch", "status", "--json", JAVA_HOME=home)
    given = ended.stdout.splitlines()

    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    assert given[-3:] == ["org.cxrwatch.command.Cxrwatch", "status", "--json"]
    assert [Path(jar).name for jar in given[given.index("-cp") + 1].split(":")] == ["C-3.jar", "a-1.jar", "b-2.jar"]
    assert f"-Dcxrwatch.install={installed}" in given
    assert f"@{installed}/conf/java.options" in given
    assert calls_of_maven(installed) == 0


def test_a_distribution_without_its_jars_says_so(installed: Path, tools: Path, tmp_path: Path) -> None:
    shutil.rmtree(installed / "lib")

    ended = run(installed, tools, "cxrwatch", "status", JAVA_HOME=str(jdk(tmp_path / "jdk", "17.0.15")))

    assert ended.returncode == 2
    assert "Unpack the distribution again" in ended.stderr


def test_spark_submit_without_java_says_what_to_install(installed: Path, tools: Path) -> None:
    ended = run(installed, tools, "spark-submit", "--version")

    assert ended.returncode == 2
    assert "Java was not found" in ended.stderr


def test_spark_submit_becomes_spark_with_the_memory_that_was_asked_for(
    installed: Path, tools: Path, tmp_path: Path
) -> None:
    home = str(jdk(tmp_path / "jdk", "17.0.15"))
    words = ["--master", "local[2]", "--conf", "spark.driver.memory=3g", "--driver-java-options", "-Da=b -Dc=d"]
    rest = ["--class", "X", "x.jar", "nightly", "--conf", "spark.driver.memory=9g"]

    given = run(installed, tools, "spark-submit", *words, *rest, JAVA_HOME=home).stdout.splitlines()

    assert "-Xmx3g" in given
    assert "-Da=b" in given
    assert "-Dc=d" in given
    assert given[given.index("org.apache.spark.deploy.SparkSubmit") + 1 :] == words + rest


def test_spark_submit_reads_the_file_of_settings_as_spark_does(installed: Path, tools: Path, tmp_path: Path) -> None:
    home = str(jdk(tmp_path / "jdk", "17.0.15"))
    defaults = tmp_path / "conf" / "spark-defaults.conf"
    defaults.parent.mkdir()
    defaults.write_text("# ours\nspark.driver.memory   2g\nspark.app.name=x")

    by_folder = run(installed, tools, "spark-submit", "x.jar", JAVA_HOME=home, SPARK_CONF_DIR=str(defaults.parent))
    by_option = run(installed, tools, "spark-submit", "--properties-file", str(defaults), "x.jar", JAVA_HOME=home)
    stronger = run(
        installed,
        tools,
        "spark-submit",
        "--properties-file",
        str(defaults),
        "--driver-memory",
        "5g",
        "x.jar",
        JAVA_HOME=home,
    )

    assert "-Xmx2g" in by_folder.stdout.splitlines()
    assert "-Xmx2g" in by_option.stdout.splitlines()
    assert "-Xmx5g" in stronger.stdout.splitlines()
    assert "-Xmx4g" in run(installed, tools, "spark-submit", "x.jar", JAVA_HOME=home).stdout.splitlines()


def test_the_driver_of_a_cluster_is_not_hidden_on_this_machine(installed: Path, tools: Path, tmp_path: Path) -> None:
    home = jdk(tmp_path / "jdk", "17.0.15")
    script(home / "bin/java", 'echo "${SPARK_LOCAL_IP:-unset}"')

    def address(*words: str) -> str:
        return run(installed, tools, "spark-submit", *words, "x.jar", JAVA_HOME=str(home)).stdout.strip()

    assert address("--master", "spark://there:7077") == "unset"
    assert address("--conf", "spark.master=k8s://https://there") == "unset"
    assert address("--master", "local[*]") == "127.0.0.1"
    assert address() == "127.0.0.1"
