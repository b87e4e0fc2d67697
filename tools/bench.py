"""Measures the figures that the workbook promises and prints them as a table: `make bench`.

Nothing here is a test: a busy computer is slower. Name sections to run only those:
`python tools/bench.py grading calculations`.
"""

from __future__ import annotations

import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kamlib import units, workbook
from kamlib.classroom.exercise import Exercise
from kamlib.classroom.gradebook import mark_handins, read_folder
from kamlib.classroom.keys import load_keys
from kamlib.classroom.simulate import write_simulated
from kamlib.reports.cores import spread
from kamlib.reports.report import BATCH

HERE = Path(__file__).resolve().parent.parent
if str(HERE) not in sys.path:  # as when it is run as a file
    sys.path.insert(0, str(HERE))


class Figure(NamedTuple):
    """One figure: what was measured, how it came out, what it should be, and whether it is."""

    what: str
    measured: str
    wanted: str = ""
    kept: bool | None = None


class Run(NamedTuple):
    """What a command took."""

    seconds: float
    processor_seconds: float
    megabytes: float


def run(*command: str) -> Run:
    """Run a command of this Python and return what it took; the memory is the most it held at once."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KAM_")}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=HERE,
        env={**environment, "KAM_WORKBOOK": str(HERE)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: {said.decode('utf-8', 'replace')[-500:]}")
    kilobytes = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Run(seconds, used.ru_utime + used.ru_stime, kilobytes / 1024)


def best(work: Callable[[], object], times: int = 5) -> float:
    """Return the shortest of some runs, in seconds: the one that others disturbed least."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


# -- grading ---------------------------------------------------------------------------------------


def _simulated(count: int, folder: Path, exercises: Mapping[str, Exercise]) -> Path:
    place = folder / str(count)
    write_simulated(count, place, exercises, keys=load_keys(workbook.keys()))
    for name, content in (("empty", b""), ("cut", b'{"schema": "kam-han'), ("large", b"x" * 3_000_000)):
        (place / f"{name}.json").write_bytes(content)
    return place


def grading() -> Iterator[Figure]:
    """Time the whole `kam grade` command on 1,000 hand-ins of all units, the quickest of three, and on 10,000."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def grade(handins: Path, turn: int) -> Run:
            return run("-m", "kamlib.cli", "grade", str(handins), "--out", str(folder / f"{handins.name}-report{turn}"))

        class_of_1000 = _simulated(1_000, folder, units.all_exercises())
        small = min((grade(class_of_1000, turn) for turn in range(3)), key=lambda one: one.seconds)
        large = grade(_simulated(10_000, folder, units.all_exercises()), 0)
        yield Figure(
            "kam grade, 1,000 hand-ins of all units, whole command, the quickest of three",
            f"{small.seconds:.1f} s ({small.processor_seconds:.1f} s processor)", "≤ 10 s", small.seconds <= 10,
        )  # fmt: skip
        yield Figure("… its memory", f"{small.megabytes:.0f} MB", "≤ 500 MB", small.megabytes <= 500)
        growth = large.processor_seconds / small.processor_seconds
        yield Figure(
            "kam grade, 10,000 hand-ins",
            f"{large.seconds:.1f} s, {large.megabytes:.0f} MB, {growth:.1f} × the processor time of 1,000",
            "≤ 12 ×", growth <= 12,
        )  # fmt: skip


def marking(count: int = 1_000) -> Iterator[Figure]:
    """Time reading and marking alone, of two units and of the whole course."""
    whole = units.all_exercises()
    two = {id: exercise for id, exercise in whole.items() if exercise.unit in ("U2", "U7")}
    marked, read = _each_handin(count, two)
    yield Figure(f"marking alone, a hand-in of {_size(two)}", f"{marked:.2f} ms", "≤ 1 ms", marked <= 1)
    yield Figure("… reading and checking it", f"{read:.2f} ms")
    marked, read = _each_handin(count, whole)
    yield Figure(f"marking alone, a hand-in of {_size(whole)}", f"{marked:.2f} ms")  # 1 ms is meant for the two units
    yield Figure("… reading and checking it", f"{read:.2f} ms")


def _each_handin(count: int, exercises: Mapping[str, Exercise]) -> tuple[float, float]:
    """Return the milliseconds that marking and that reading takes for each of many hand-ins."""
    keys = load_keys(workbook.keys())
    with tempfile.TemporaryDirectory() as name:
        folder = _simulated(count, Path(name), exercises)
        received, _ = read_folder(folder)
        batches = [received[first : first + BATCH] for first in range(0, count, BATCH)]
        for exercise in exercises.values():
            for variant in exercise.dealt:
                _ = exercise.sheet(variant).values  # the sheet keeps them

        def mark(_: int) -> float:
            return best(lambda: [mark_handins(batch, exercises, keys) for batch in batches], 1)

        # Each time in a process of its own, as `kam grade` marks: one that has marked remembers the answers it met.
        marking = min(seconds for turn in range(5) for seconds in spread(mark, [turn]))
        reading = best(lambda: read_folder(folder), 3)
    return 1_000 * marking / count, 1_000 * reading / count


def _size(exercises: Mapping[str, Exercise]) -> str:
    return f"{len(exercises)} exercises, {sum(len(one.sheet(0).fields) for one in exercises.values())} questions"


# -- calculations ----------------------------------------------------------------------------------


def imports() -> Iterator[Figure]:
    """Compare the import of the library with that of pandas, in turns."""
    programs = {
        "pandas": "import pandas",
        "kamlib": "import kamlib",
        "topics": "from kamlib import allocation, lifetime, pricing, tiers",
    }
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(7):
        for name, program in programs.items():
            taken[name].append(run("-c", program).processor_seconds)
    middle = {name: statistics.median(seconds) for name, seconds in taken.items()}
    for name, what in (("kamlib", "import kamlib"), ("topics", "import of all calculations")):
        ratio = middle[name] / middle["pandas"]
        yield Figure(f"{what} against import pandas", f"{ratio:.2f} ×", "≤ 1.15 ×", ratio <= 1.15)


def calculations() -> Iterator[Figure]:
    """Compare lifetime profit and tiers with the same arithmetic in bare NumPy."""
    import numpy as np

    from kamlib import lifetime, tiers

    floors = {"strategic": 400_000.0, "value": 150_000.0, "standard": 40_000.0}
    names = np.array(tiers.TIERS)
    taken = {}
    for accounts in (10_000, 100_000, 1_000_000):
        rng = np.random.default_rng(1)
        contribution = rng.lognormal(11, 1, accounts)
        service = contribution * rng.uniform(0.05, 0.3, accounts)
        retention = rng.uniform(0.5, 0.95, accounts)

        def library(contribution=contribution, service=service, retention=retention):
            profit = lifetime.lifetime_profit(
                contribution, service, retention, 0.1, 5, first_margin="now", cost_timing="middle"
            )
            return profit, tiers.tiers_by_threshold(profit, floors)

        def bare(contribution=contribution, service=service, retention=retention):
            ratio = retention / 1.1  # both sums are geometric
            margins = contribution * ((1 - ratio**6) / (1 - ratio))
            profit = margins - service * ((1 - ratio**5) / (1 - ratio) / 1.1**0.5)
            steps = np.array([floors["standard"], floors["value"], floors["strategic"]])
            return profit, names[3 - np.searchsorted(steps, profit, side="right")]

        mine, plain = library(), bare()
        if not np.allclose(mine[0], plain[0]) or list(mine[1]) != list(plain[1]):
            raise RuntimeError("the library and bare NumPy disagree, so the comparison means nothing")
        taken[accounts] = (best(library), best(bare))
    ours, theirs = taken[1_000_000]
    yield Figure(
        "lifetime profit and tiers, 1,000,000 accounts, against bare NumPy",
        f"{ours / theirs:.2f} × ({ours * 1000:.0f} ms)", "≤ 2 ×", ours / theirs <= 2,
    )  # fmt: skip
    growth = ours / taken[10_000][0]
    yield Figure("… from 10,000 to 1,000,000 accounts", f"{growth:.0f} ×", "≤ 150 ×", growth <= 150)
    yield from _target_breakdown()


def _target_breakdown() -> Iterator[Figure]:
    """Time a year's four totals down to 1,000 and to 10,000 projects by month, exact to the cent."""
    import numpy as np
    import pandas as pd

    from kamlib import targets

    totals = {"sales": 98_765_432.10, "cash_collected": 90_000_000.01, "profit": -1_234_567.89, "expense": 0.0}
    taken = {}
    for projects in (1_000, 10_000):
        rng = np.random.default_rng(1)
        path = [rng.integers(0, 6, projects), rng.integers(0, 9, projects), rng.integers(0, projects // 100, projects)]
        index = pd.MultiIndex.from_arrays([*path, np.arange(projects)], names=["region", "industry", "customer", "project"])
        weights = pd.DataFrame(rng.lognormal(10, 1.5, (projects, 4)), index=index, columns=targets.MEASURES)
        months = rng.uniform(0.5, 1.5, 12)

        def breakdown(weights=weights, months=months):
            return targets.break_down(totals, weights, months, unit=0.01, profit_from="own_weights")

        table = breakdown()
        for measure, total in totals.items():
            cents = np.rint(table[measure].to_numpy() * 100).sum()
            if cents != round(total * 100):
                raise RuntimeError(f"the plan for {measure} does not add up to the target")
        taken[projects] = best(breakdown, 3)
    seconds = taken[10_000]
    yield Figure(
        "target breakdown, 10,000 projects × 12 months × 4 measures, to the cent",
        f"{seconds:.2f} s", "≤ 2 s", seconds <= 2,
    )  # fmt: skip
    growth = seconds / taken[1_000]
    yield Figure("… from 1,000 to 10,000 projects", f"{growth:.0f} ×", "≤ 15 ×", growth <= 15)


def linearity() -> Iterator[Figure]:
    """Say of each topic how the time of its calculations grows with the rows; each function goes to stderr."""
    from tools import bench_linearity

    for topic, entries in bench_linearity.TABLE.items():
        grown = []
        for one in bench_linearity.measured([topic]):
            print(f"  {one}", file=sys.stderr, flush=True)
            grown.append(one)
        worst = max(grown, key=lambda one: one.ratio)
        count = len({entry.function for entry in entries})
        yield Figure(
            f"{topic}: {count} calculations, {bench_linearity.TIMES} times the rows, the one that grows most",
            f"{worst.ratio:.1f} × ({worst.entry.name})", f"≤ {bench_linearity.MOST} ×", worst.kept,
        )  # fmt: skip


# -- notebooks and the browser ---------------------------------------------------------------------


def notebooks() -> Iterator[Figure]:
    """Run every lesson and exercise from kernel start to last cell and name the slowest."""
    import nbformat
    from nbclient import NotebookClient

    taken = {}
    with tempfile.TemporaryDirectory() as answers:
        os.environ["KAM_ANSWERS"] = answers
        for path in sorted([*HERE.glob("course/??/*/*.ipynb"), *HERE.glob("exercises/??/*/*.ipynb")]):
            notebook = nbformat.read(path, as_version=4)
            begun = time.perf_counter()
            NotebookClient(
                notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}
            ).execute()
            taken[path.relative_to(HERE).as_posix()] = time.perf_counter() - begun
        del os.environ["KAM_ANSWERS"]
    if not taken:
        yield Figure("a notebook, kernel start to last cell", "no notebooks built", "≤ 6 s")
        return
    slowest = max(taken, key=lambda name: taken[name])
    yield Figure(
        f"a notebook, kernel start to last cell (slowest of {len(taken)}: {slowest})",
        f"{taken[slowest]:.1f} s", "≤ 6 s", taken[slowest] <= 6,
    )  # fmt: skip


def browser() -> Iterator[Figure]:
    """Ask tests/browser/latency.py, which drives Chromium, for its figures: `measure()` and `measure_pages()`.

    It yields tuples in the order of `Figure`.
    """
    place = HERE / "tests" / "browser" / "latency.py"
    if not place.is_file():
        yield Figure("check pressed → feedback; slider moved → picture", "not measured", "p95 ≤ 150 ms")
        return
    spec = importlib.util.spec_from_file_location("kam_browser_latency", place)
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{place} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for figure in (*module.measure(), *module.measure_pages()):
        yield Figure(*figure)


SECTIONS: dict[str, Callable[[], Iterator[Figure]]] = {
    "grading": grading,
    "marking": marking,
    "imports": imports,
    "calculations": calculations,
    "linearity": linearity,
    "notebooks": notebooks,
    "browser": browser,
}


def main(wanted: list[str]) -> int:
    """Run the sections named, all without a name; return 2 for a name that is none."""
    unknown = [name for name in wanted if name not in SECTIONS]
    if unknown:
        print(f"There is no section {unknown[0]}; there are {', '.join(SECTIONS)}.", file=sys.stderr)
        return 2
    from rich.console import Console
    from rich.table import Table

    table = Table("Section", "What", "Measured", "Wanted", "", title="Figures of the workbook")
    for name in wanted or SECTIONS:
        print(f"{name} …", file=sys.stderr, flush=True)
        for figure in SECTIONS[name]():
            sign = {True: "✓", False: "✗", None: ""}[figure.kept]
            table.add_row(name, figure.what, figure.measured, figure.wanted, sign)
    Console(width=None if sys.stdout.isatty() else 140).print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
