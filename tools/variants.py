"""Makes the variant pool of a unit: `python tools/variants.py U2`.

Variant 0 is the trainer's demo (the first good one, or the unit's own `DEMOS`); the others are dealt to
trainees. Candidates come from the unit's makers, one seed after the other; what the maker or the checks
below refuse is left out. The pool is committed: a later change of a maker does not change the figures that
trainees already work with, until somebody makes the pool anew and raises the exercise's revision.
"""

from __future__ import annotations

import argparse
import json
import random
from importlib import import_module
from types import ModuleType
from typing import Any

from kamlib import units
from kamlib.classroom.exercise import Exercise, Sheet

SIZE = 16
MOST_TRIES = 20_000


def candidates(exercise: Exercise, make: Any) -> list[dict[str, Any]]:
    """Return `SIZE` + 1 different good variants of an exercise."""
    found: list[dict[str, Any]] = []
    for seed in range(MOST_TRIES):
        data = make(random.Random(f"{exercise.id}/{seed}"))
        if data is None:
            continue
        data = json.loads(json.dumps(data, ensure_ascii=False))
        if data not in found and not problems(Sheet(exercise, 0, data)):
            found.append(data)
        if len(found) > SIZE:
            return found
    raise SystemExit(f"{exercise.id}: only {len(found)} good variants in {MOST_TRIES} tries")


def problems(sheet: Sheet) -> list[str]:
    """Return what is wrong with a variant: mistakes that cannot be told from the truth or from each other."""
    found = []
    for field in sheet.fields:
        if field.expected is None:
            continue
        answers = [("the truth", sheet.truth[field.id])]
        for mistake, answer in sheet.wrong[field.id]:
            for name, other in answers:
                if not differ(field, answer, other):
                    found.append(f"{field.id}: {mistake.id} cannot be told from {name}")
            answers.append((mistake.id, answer))
    return found


def differ(field: Any, one: Any, other: Any) -> bool:
    """Whether two answers to a field lie clearly apart."""
    if field.kind == "table":
        reach = {column.id: column.tolerance for column in field.columns}
        shared = [part for part in one if part in other]
        # Mistakes that show in different cells, say of different columns, cannot be taken for each other.
        return bool(one) and (
            not shared
            or any(
                abs(one[part] - other[part]) > 2 * reach[part.rpartition("/")[2]].reach(other[part])
                for part in shared
            )
        )
    if isinstance(one, dict):
        return any(one[part] != other.get(part) for part in one)
    if hasattr(field, "tolerance"):
        return abs(one - other) > 2 * field.tolerance.reach(other)
    return one != other


def drawn_pools(module: ModuleType) -> dict[str, list[dict[str, Any]]]:
    """Return a pool for each exercise, each drawn by itself."""
    demos = getattr(module, "DEMOS", {})
    pools = {}
    for exercise in module.EXERCISES:
        found = candidates(exercise, module.MAKERS[exercise.id])
        pools[exercise.id] = [demos.get(exercise.id, found[0]), *found[1:]]
    return pools


def whole_pools(module: ModuleType) -> dict[str, list[dict[str, Any]]]:
    """Return the pools of a thread, which the unit makes together: number 5 is the same account everywhere."""
    pools = module.pools()
    wrong = [
        f"{exercise.id}, number {number}: {problem}"
        for exercise in module.EXERCISES
        for number, data in enumerate(pools[exercise.id])
        for problem in problems(Sheet(exercise, 0, data))
    ]
    if wrong:
        raise SystemExit("\n".join(wrong))
    return pools


def main() -> None:
    """Make and write the pool of one unit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("unit", choices=sorted(units.MODULES))
    unit = parser.parse_args().unit
    name = units.MODULES[unit]
    module = import_module(f"kamlib.units.{name}")
    pools = whole_pools(module) if hasattr(module, "pools") else drawn_pools(module)
    path = units.POOLS / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(pools, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{path.name}: {', '.join(f'{id} {len(pool)}' for id, pool in pools.items())}")


if __name__ == "__main__":
    main()
