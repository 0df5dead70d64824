"""What make-secrets and every-night of conf/compose do, run for real with programs that stand in for cxrwatch."""

import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT

COMPOSE = ROOT / "conf" / "compose"
NEEDS_OPENSSL = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")


def call(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | environment, timeout=120
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which make-secrets was called once."""
    folder = tmp_path_factory.mktemp("compose")
    shutil.copy(COMPOSE / "make-secrets", folder)
    done = call(folder / "make-secrets")
    assert done.returncode == 0, done.stderr
    (folder / "said").write_text(done.stdout + done.stderr, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "secrets").iterdir()}


@NEEDS_OPENSSL
class TestMakeSecrets:
    def test_makes_every_file_that_compose_names(self, made: Path) -> None:
        named = set(re.findall(r"\{file: secrets/([\w.]+)\}", (COMPOSE / "compose.yaml").read_text(encoding="utf-8")))

        assert named and named <= contents(made).keys()

    def test_only_the_owner_may_read_them(self, made: Path) -> None:
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (made / "secrets").iterdir()}

        assert modes.pop("ca.crt") == 0o644
        assert set(modes.values()) == {0o600}
        assert stat.S_IMODE((made / "secrets").stat().st_mode) == 0o700

    def test_the_owner_is_who_the_services_run_as_and_not_root(self, made: Path) -> None:
        settings = dict(line.split("=") for line in (made / ".env").read_text(encoding="utf-8").splitlines())
        owners = {path.stat().st_uid for path in (made / "secrets").iterdir()}

        assert owners == {int(settings["CXRWATCH_UID"])}
        assert 0 not in owners

    def test_prints_none_of_them_and_draws_each_anew(self, made: Path) -> None:
        drawn = [text for name, text in contents(made).items() if re.search(r"_password$|_key$", name)]
        said = (made / "said").read_text(encoding="utf-8")

        assert len(set(drawn)) == len(drawn) == 7
        assert all(re.fullmatch(rb"[0-9a-f]{48}", text) for text in drawn)
        assert not any(text.decode() in said for text in drawn)

    def test_changes_nothing_when_called_again(self, made: Path) -> None:
        before = contents(made), (made / ".env").read_text(encoding="utf-8")
        again = call(made / "make-secrets")

        assert again.returncode == 0, again.stderr
        assert "nothing was changed" in again.stdout
        assert (contents(made), (made / ".env").read_text(encoding="utf-8")) == before

    @pytest.mark.parametrize("name", ["postgres", "store", "mailpit"])
    def test_certificates_are_of_its_authority_and_for_the_services_names(self, made: Path, name: str) -> None:
        certificate = made / "secrets" / f"{name}.crt"
        verified = call(
            "openssl", "verify", "-CAfile", made / "secrets" / "ca.crt", "-verify_hostname", name, certificate
        )
        other = call(
            "openssl", "verify", "-CAfile", made / "secrets" / "ca.crt", "-verify_hostname", "elsewhere", certificate
        )

        assert verified.returncode == 0, verified.stderr
        assert other.returncode != 0

    def test_renews_certificates_and_nothing_else(self, made: Path, tmp_path: Path) -> None:
        folder = shutil.copytree(made, tmp_path / "copy")
        before = contents(folder)
        renewed = call(folder / "make-secrets", "--renew-certificates")
        changed = {name for name, text in contents(folder).items() if before[name] != text}

        assert renewed.returncode == 0, renewed.stderr
        assert changed == {f"{name}.{kind}" for name in ("postgres", "store", "mailpit") for kind in ("crt", "key")}

    def test_warns_at_every_call_that_tls_was_switched_off(self, made: Path, tmp_path: Path) -> None:
        folder = shutil.copytree(made, tmp_path / "copy")
        assert "tls = disable" not in call(folder / "make-secrets").stderr
        with (folder / ".env").open("a", encoding="utf-8") as settings:
            settings.write("COMPOSE_FILE=compose.yaml:without-tls.yaml\n")

        assert "WARNING: tls = disable" in call(folder / "make-secrets").stderr

    def test_refuses_half_a_pair(self, made: Path, tmp_path: Path) -> None:
        folder = shutil.copytree(made, tmp_path / "copy")
        (folder / "secrets" / "ca.key").unlink()
        refused = call(folder / "make-secrets")

        assert refused.returncode == 2
        assert "only one of ca.crt and ca.key" in refused.stderr
        assert not (folder / "secrets" / "ca.key").exists()

    def test_refuses_an_option_it_does_not_know(self, made: Path) -> None:
        assert call(made / "make-secrets", "--force").returncode == 2


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home, with a program that notes how it was called and ends with the codes of the file `codes`, one a call."""
    program = tmp_path / "program"
    program.write_text(
        '#!/usr/bin/env bash\necho "$*" >>"$CXRWATCH_HOME/calls"\n'
        'read -r code <"$CXRWATCH_HOME/codes"; sed -i 1d "$CXRWATCH_HOME/codes"; exit "$code"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    yield tmp_path


def a_night(home: Path, *codes: int) -> subprocess.CompletedProcess[str]:
    (home / "codes").write_text("".join(f"{code}\n" for code in codes), encoding="utf-8")
    return call(
        COMPOSE / "job" / "every-night",
        "--once",
        CXRWATCH_COMMAND=str(home / "program"),
        CXRWATCH_HOME=str(home),
        CXRWATCH_RETRY_SECONDS="0",
    )


class TestEveryNight:
    @pytest.mark.parametrize("code", [0, 1, 2, 3, 5, 7])
    def test_ends_as_the_night_did_and_does_not_try_again(self, home: Path, code: int) -> None:
        night = a_night(home, code, 0)

        assert night.returncode == code
        assert (home / "calls").read_text(encoding="utf-8") == "nightly\n"
        assert (home / "last-night").read_text(encoding="utf-8").split()[0] == str(code)

    @pytest.mark.parametrize("code", [4, 6])
    def test_tries_again_where_another_try_may_succeed(self, home: Path, code: int) -> None:
        night = a_night(home, code, code, 0)

        assert night.returncode == 0
        assert (home / "calls").read_text(encoding="utf-8") == "nightly\n" * 3

    def test_gives_up_after_three_tries(self, home: Path) -> None:
        night = a_night(home, 4, 4, 4, 0)

        assert night.returncode == 4
        assert (home / "calls").read_text(encoding="utf-8") == "nightly\n" * 3

    @pytest.mark.parametrize("at", ["25:00", "2:15", "noon", "02:60"])
    def test_refuses_what_is_no_time(self, home: Path, at: str) -> None:
        refused = call(COMPOSE / "job" / "every-night", CXRWATCH_NIGHT_AT=at, CXRWATCH_HOME=str(home))

        assert refused.returncode == 2
        assert at in refused.stderr


def called(home: Path, script: str, *codes: int) -> subprocess.CompletedProcess[str]:
    (home / "codes").write_text("".join(f"{code}\n" for code in codes), encoding="utf-8")
    return call(COMPOSE / "job" / script, CXRWATCH_COMMAND=str(home / "program"), CXRWATCH_HOME=str(home))


class TestPrepare:
    def test_migrates_and_then_tries_the_settings(self, home: Path) -> None:
        assert called(home, "prepare", 0, 0).returncode == 0
        assert (home / "calls").read_text(encoding="utf-8") == "upgrade\nconfig check\n"

    @pytest.mark.parametrize("codes", [(4,), (0, 2)])
    def test_ends_as_the_step_that_failed(self, home: Path, codes: tuple[int, ...]) -> None:
        assert called(home, "prepare", *codes, 0).returncode == codes[-1]
        assert len((home / "calls").read_text(encoding="utf-8").splitlines()) == len(codes)


class TestSixWeeks:
    def test_rows_put_aside_do_not_end_it_and_it_writes_pages(self, home: Path) -> None:
        assert called(home, "six-weeks", 7, *[0] * 6).returncode == 0
        commands = [line.split()[0] for line in (home / "calls").read_text(encoding="utf-8").splitlines()]

        assert commands == ["ingest", "summarise", "baseline", "backfill", "push", "report", "status"]

    def test_ends_with_the_first_step_that_failed(self, home: Path) -> None:
        assert called(home, "six-weeks", 0, 3, 0).returncode == 3


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The store's start script, with secrets beside it and a program that prints how it was called."""
    script = (COMPOSE / "store" / "serve").read_text(encoding="utf-8").replace("/run/secrets", str(tmp_path))
    (tmp_path / "serve").write_text(script, encoding="utf-8")
    (tmp_path / "versitygw").write_text('#!/bin/sh\necho "$*"\n', encoding="utf-8")
    for name in ("store_access_key", "store_secret_key"):
        (tmp_path / name).write_text("drawn", encoding="utf-8")
    for name in ("serve", "versitygw"):
        (tmp_path / name).chmod(0o755)
    return tmp_path


class TestStore:
    def test_speaks_tls_unless_told_otherwise(self, store: Path) -> None:
        served = call(store / "serve", PATH=f"{store}:{os.environ['PATH']}")

        assert f"--cert {store}/store_certificate --key {store}/store_key" in served.stdout
        assert served.stderr == ""

    def test_warns_when_it_does_not(self, store: Path) -> None:
        served = call(store / "serve", PATH=f"{store}:{os.environ['PATH']}", CXRWATCH_TLS="disable")

        assert "--cert" not in served.stdout
        assert "WARNING: tls = disable" in served.stderr
