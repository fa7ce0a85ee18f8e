"""Set-up and chores of SSE Desktop, with nothing but Python 3.11: `python3 dev.py VERB`."""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from chores import environment, lock, postgres, system
from chores.terminal import ROOT, must, run, say, stop

SOURCES: Final = ("sse_desktop", "tests", "benchmarks", "chores", "dev.py")
# On both cores; a worker that crashes is not started again, so that it counts as the failure it is.
PLAIN: Final = ("-m", "pytest", "-n", "2", "--dist", "loadfile", "--max-worker-restart", "0")
COVERED: Final = ("-m", "coverage", "run", "-m", "pytest", "--timeout", "900")
SHARED: Final = ROOT.parent / "shared"


def setup(_: argparse.Namespace) -> None:
    """Make the environment and, as root on Debian, install the system libraries."""
    system.provide(system.WINDOW + (system.SCREEN if has_screen() else ()), "the window")
    environment.provide()


def start(arguments: argparse.Namespace) -> None:
    """Open the application; what follows is handed to it."""
    setup(arguments)
    raise SystemExit(run([environment.python(), "-m", "sse_desktop", *arguments.rest]))


def demo(arguments: argparse.Namespace) -> None:
    """Build the demo cooperative in out/, take it from notice to statements, and open the window if there is a screen."""
    setup(arguments)
    must([environment.python(), "-m", "chores.demo", ROOT / "out"], "the demo")
    if has_screen():
        application: list[str | Path] = [
            environment.python(),
            "-m",
            "sse_desktop",
            "--data",
            ROOT / "out" / "demo-cooperative",
        ]
        raise SystemExit(run(application))
    say("There is no screen here, so the window stays closed.")


def has_screen() -> bool:
    """Return whether a window could be seen."""
    return sys.platform in {"win32", "darwin"} or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def test(arguments: argparse.Namespace) -> None:
    """Check and test everything that is checked before each change, stopping at the first failure."""
    test_setup(arguments)
    static_checks()
    kills(100)
    run_tests()


def check(arguments: argparse.Namespace) -> None:
    """Do all that `test` does, then what takes long: 1,000 kills, power cuts, fuzzing, coverage."""
    test_setup(arguments)
    static_checks()
    kills(1000)
    crashes()
    fuzz()
    run_tests(coverage=True)


def test_setup(arguments: argparse.Namespace) -> None:
    """Set up, with what the tests need besides."""
    setup(arguments)
    system.provide(system.TESTS, "the tests")


def static_checks() -> None:
    """Check format, style, types, import contracts, catalogues and licences."""
    python = environment.python()
    sources = [name for name in SOURCES if (ROOT / name).exists()]
    must(
        [python, "-m", "ruff", "format", "--check", "--quiet", *sources],
        "format (mend it with `python3 dev.py format`)",
    )
    must([python, "-m", "ruff", "check", "--quiet", *sources], "ruff check")
    must([python, "-m", "mypy", *sources], "types")
    must([python, "-c", "from importlinter.cli import lint_imports_command as run; run()"], "import contracts")
    must(
        [python, "-m", "chores.catalogue", "check"],
        "catalogues (bring them up to date with `python3 dev.py catalogue`)",
    )
    must([python, "-m", "chores.licences", "check"], "licences")


def kills(rounds: int) -> None:
    """Kill the application at random moments of entering weigh-ins, and look for what was lost."""
    if os.name != "nt":  # which has neither fork nor SIGKILL
        crash("kill", "--rounds", str(rounds))


def crashes() -> None:
    """Kill it in every other way, and cut the power; each test also has to find the losses of a careless application."""
    crash("kill", "--rounds", "200", "--encrypted")
    crash("kill", "--rounds", "20", "--early", "--expect-loss")
    crash("update", "--rounds", "100")
    if not system.can_mount():
        say("Left out: power cuts (they need root on Linux, and leave to mount a file system).")
        return
    crash("power", "--rounds", "100")
    crash("power", "--rounds", "30", "--encrypted")
    crash("power", "--rounds", "20", "--sync", "NORMAL", "--expect-loss")


def crash(kind: str, *options: str) -> None:
    """Run one of the programs in tests/crash."""
    command: list[str | Path] = [environment.python(), "-m", f"tests.crash.{kind}", *options]
    must(command, f"tests.crash.{kind} {' '.join(options)}")


def fuzz() -> None:
    """Feed every reader of foreign files with broken ones: each program in tests/fuzz."""
    for target in sorted((ROOT / "tests" / "fuzz").glob("[!_]*.py")):
        if not target.name.startswith("test_"):
            command: list[str | Path] = [environment.python(), "-m", f"tests.fuzz.{target.stem}", "--seconds", "120"]
            must(command, f"fuzzing {target.stem}")


def run_tests(*, coverage: bool = False) -> None:
    """Run pytest, measuring coverage if wanted, against a throw-away PostgreSQL, and end with what was left out."""
    left_out = [] if SHARED.is_dir() else ["tests on the real files (there is no folder ../shared)"]
    left_out += ["kills (Windows has none)"] if os.name == "nt" else []
    with ExitStack() as stack:
        address = stack.enter_context(postgres.throw_away())
        if address is None and system.is_root() and system.is_debian():
            stop("\nFailed: there is no PostgreSQL server, though it should have been installed.")
        if address is None:
            left_out.append("tests on PostgreSQL (there is no server here)")
        more = {"SSE_TEST_POSTGRES": address, "SSE_POSTGRES_REQUIRED": "1"} if address else {}
        more |= {"SSE_THOROUGH": "1"} if coverage else {}
        must([environment.python(), *(COVERED if coverage else PLAIN)], "tests", more=more)
    if coverage:
        must([environment.python(), "-m", "coverage", "report"], "coverage")
    say(f"Left out: {'; '.join(left_out)}." if left_out else "Nothing was left out.")


def shots(arguments: argparse.Namespace) -> None:
    """Take a picture of every page, light and dark, into a folder."""
    setup(arguments)
    must([environment.python(), "-m", "sse_desktop", "shots", arguments.folder.resolve()], "the pictures")


def bench(arguments: argparse.Namespace) -> None:
    """Measure, each beside its floor."""
    setup(arguments)
    must([environment.python(), "-m", "benchmarks", *arguments.rest], "the benchmarks")


def build(arguments: argparse.Namespace) -> None:
    """Build the one-folder application into dist/."""
    setup(arguments)
    system.provide(system.BUILD, "the build")
    must([environment.python(), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec"], "the build")


def tidy(arguments: argparse.Namespace) -> None:
    """Bring the sources into their format, and mend what ruff can."""
    setup(arguments)
    must([environment.python(), "-m", "ruff", "check", "--fix", "--quiet", "--exit-zero", "."], "ruff check --fix")
    must([environment.python(), "-m", "ruff", "format", "."], "ruff format")


def catalogue(arguments: argparse.Namespace) -> None:
    """Bring the catalogues to the texts of the sources; what is new waits there for its translation."""
    setup(arguments)
    must([environment.python(), "-m", "chores.catalogue", "update"], "updating the catalogues")


def notice(arguments: argparse.Namespace) -> None:
    """Write NOTICE from what is installed."""
    setup(arguments)
    must([environment.python(), "-m", "chores.licences", "write"], "writing NOTICE")


def relock(_: argparse.Namespace) -> None:
    """Write requirements.lock from pyproject.toml; the only verb that asks a package index for more than it installs."""
    lock.write()


VERBS: Final[dict[str, Callable[[argparse.Namespace], None]]] = {
    "setup": setup,
    "demo": demo,
    "run": start,
    "test": test,
    "check": check,
    "shots": shots,
    "bench": bench,
    "build": build,
    "format": tidy,
    "catalogue": catalogue,
    "notice": notice,
    "lock": relock,
}


def main() -> None:
    """Read the verb and do it; also when it is ended from outside, what it started ends with it."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, chore in VERBS.items():
        verb = verbs.add_parser(name, help=chore.__doc__, description=chore.__doc__)
        if name == "shots":
            verb.add_argument("folder", type=Path)
    arguments, rest = parser.parse_known_args()
    if rest and arguments.verb not in {"run", "bench"}:
        parser.error(f"not understood: {' '.join(rest)}")
    arguments.rest = rest
    VERBS[arguments.verb](arguments)


if __name__ == "__main__":
    main()
