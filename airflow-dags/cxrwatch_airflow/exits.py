"""What the exit codes of cxrwatch mean to a scheduler."""

from __future__ import annotations

from enum import IntEnum
from logging import Logger

from airflow.sdk.exceptions import AirflowException, AirflowFailException


class ExitCode(IntEnum):
    """As the README lists them."""

    DONE = 0
    USAGE = 1
    CONFIGURATION = 2
    DATA = 3
    TRANSIENT = 4
    INTERNAL = 5
    BUSY = 6
    FINDINGS = 7


HOPELESS = {
    ExitCode.USAGE: "its arguments were wrong: correct the parameters of this run",
    ExitCode.CONFIGURATION: "its configuration is wrong: correct what the log names; `cxrwatch config check` tries it",
    ExitCode.DATA: "the data cannot be used as they are: the log says which and what to do",
    ExitCode.INTERNAL: "a defect of cxrwatch: report it with the file that the log names",
}
PASSING = {
    ExitCode.TRANSIENT: "something outside did not answer",
    ExitCode.BUSY: "another command is writing to the same lake",
}


def settle(code: int, what: str, log: Logger) -> int:
    """
    Gives the code of a success, after a note where there were findings; raises what ends or repeats the task.

    A code that cxrwatch does not know comes of a process that was killed or never began, and is worth another try.
    """
    if code == ExitCode.DONE:
        return code
    if code == ExitCode.FINDINGS:
        log.warning(
            "%s is done, with findings about its inputs (exit code 7), which the lines above name. It counts as "
            "success; somebody should look at them.",
            what,
        )
        return code
    if code in HOPELESS:
        raise AirflowFailException(
            f"{what} ended with exit code {code}: {HOPELESS[ExitCode(code)]}. It is not retried."
        )
    why = PASSING.get(code, "it was killed or could not be started, the log may say by whom or why")
    raise AirflowException(f"{what} ended with exit code {code}: {why}.")
