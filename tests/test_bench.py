"""What `make bench` calls: no calculation is forgotten, none of the calls rots."""

import importlib
import inspect
import pkgutil

import pytest

import kamlib
from tools import bench_linearity as bench
from tools.bench import marking

WHOLE = ("lifetime", "stages", "switching", "growth", "tiers", "allocation", "value", "relationships", "pricing", "targets")
OWN_DATA = ("forms.orders", "forms.grading", "forms.grading_form", "forms.own_data", "forms.account_grading")
ENTRIES = [entry for entries in bench.TABLE.values() for entry in entries]
FEW = 40


def calculations():
    """Return every public function of the calculations, of packages those of every module."""
    names = [f"{kamlib.__name__}.{name}" for name in (*WHOLE, *OWN_DATA)]
    for name in names:
        module = importlib.import_module(name)
        inside = pkgutil.iter_modules(getattr(module, "__path__", []), f"{name}.")
        names.extend(one.name for one in inside if not one.name.rpartition(".")[2].startswith("_"))
        yield from (
            function
            for function_name, function in vars(module).items()
            if inspect.isfunction(function) and function.__module__ == name and not function_name.startswith("_")
        )


def test_every_public_calculation_is_measured_or_it_is_said_why_not():
    without = [function for functions in bench.NOT_BY_ROW.values() for function in functions]
    named = [*{entry.function for entry in ENTRIES}, *without, *bench.MORE_THAN_LINEAR]
    assert len(named) == len(set(named)), "a function is measured, or excepted for one reason"
    there = set(calculations())
    forgotten = sorted(f"{one.__module__}.{one.__name__}" for one in there - set(named))
    assert not forgotten, "put each into TABLE, or with the reason into NOT_BY_ROW, of tools/bench_linearity.py"
    assert not set(named) - there


def test_the_names_in_the_listing_tell_the_entries_apart():
    for topic, entries in bench.TABLE.items():
        names = [entry.name for entry in entries]
        assert len(names) == len(set(names)), topic


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_measured_call_works(entry):
    call = entry.call(bench.Rows(FEW))
    entry.function(*call.args, **call.kwargs)


@pytest.mark.parametrize("function", bench.MORE_THAN_LINEAR, ids=lambda function: function.__name__)
def test_what_grows_faster_says_so(function):
    assert "The time grows with" in function.__doc__


def test_marking_can_be_measured():
    figures = [figure.measured for figure in marking(count=3)]
    assert len(figures) == 4 and all(float(figure.removesuffix(" ms")) > 0 for figure in figures)
