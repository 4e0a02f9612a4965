"""Rules and surfaces from elsewhere: found, tried, named and left out where they are broken."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tuiopt.scenario import catalogue
from tuiopt.scenario.catalogue import Catalogue
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.spec import Optimizer, Surface
from tuiopt_kernels.surfaces import SURFACES

HERE = Path(__file__).parent
SIGN = (HERE / "sign_descent.py").read_text(encoding="utf-8")
BUMP = (HERE / "bump.py").read_text(encoding="utf-8")
RACE = (HERE / "race.toml").read_text(encoding="utf-8")

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Catalogues of the test's own, as a new process has them."""
    rules = Catalogue(OPTIMIZERS, "tuiopt.optimizers", Optimizer)
    monkeypatch.setattr(catalogue, "OPTIMIZERS", rules)
    monkeypatch.setattr(catalogue, "SURFACES", Catalogue(SURFACES, "tuiopt.surfaces", Surface))
    monkeypatch.setattr(catalogue, "WARNINGS", [])
    modules = set(sys.modules)
    yield
    for name in set(sys.modules) - modules:
        if name.startswith(("tuiopt_plugin_", "my_rules")):
            del sys.modules[name]


@pytest.fixture
def tuiopt(tmp_path: Path) -> Command:
    """The command in a process of its own, in a folder with race.toml, and a cache of its own."""
    (tmp_path / "race.toml").write_text(RACE, encoding="utf-8")
    (tmp_path / "sign_descent.py").write_text(SIGN, encoding="utf-8")

    def run(*words: str, path: str = "") -> subprocess.CompletedProcess[str]:
        paths = os.pathsep.join(filter(None, (path, os.environ.get("PYTHONPATH", ""))))
        env = {"NUMBA_CACHE_DIR": str(tmp_path / "cache"), "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            [sys.executable, "-m", "tuiopt", *words],
            cwd=tmp_path,
            env={**os.environ, **env, "PYTHONPATH": paths},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    return run


def add(tmp_path: Path, text: str) -> list[str]:
    """What is told of a file with this text."""
    path = tmp_path / "mine.py"
    path.write_text(text, encoding="utf-8")
    catalogue.add_file(path)
    return catalogue.WARNINGS


def test_a_rule_takes_ten_lines() -> None:
    assert len([line for line in SIGN.splitlines() if line.strip()]) <= 10


def test_a_rule_from_a_file_is_raced(tuiopt: Command) -> None:
    done = tuiopt("run", "race.toml", "--plugin", "sign_descent.py")
    assert (done.returncode, done.stderr) == (
        0,
        "tuiopt: --plugin runs the code in sign_descent.py\n",
    )
    assert "\nsign-descent  sign-descent  0.05" in done.stdout


def test_without_the_plugin_its_name_is_unknown(tuiopt: Command) -> None:
    done = tuiopt("check", "race.toml")
    assert done.returncode == 2
    assert 'race.toml:8: runs[1].optimizer: unknown optimizer "sign-descent"' in done.stderr


def test_check_and_list_take_plugins_too(tuiopt: Command) -> None:
    assert tuiopt("check", "race.toml", "--plugin", "sign_descent.py").stdout == "race.toml: ok\n"
    listed = tuiopt("list", "optimizers", "--plugin", "sign_descent.py")
    assert "\nsign-descent: Sign descent\n  plug-in: sign_descent.py\n" in listed.stdout
    assert listed.stdout.count("plug-in:") == 1
    facts = tuiopt("list", "optimizers", "--json", "--plugin", "sign_descent.py").stdout
    assert facts.count('"plugin": null') == len(OPTIMIZERS)
    assert '"plugin": "sign_descent.py"' in facts


def test_a_missing_file_is_bad_usage(tuiopt: Command) -> None:
    done = tuiopt("run", "race.toml", "--plugin", "none.py")
    assert done.returncode == 2
    assert done.stderr.endswith("tuiopt: --plugin none.py: No such file or directory\n")


def test_an_edited_plugin_is_met_as_it_is(tuiopt: Command, tmp_path: Path) -> None:
    """Compiled, with one cache, within one second, and of the same length."""
    long = RACE.replace("[[runs]]", "[play]\nsteps = 20_000\n[[runs]]", 1)
    (tmp_path / "race.toml").write_text(long, encoding="utf-8")
    words = ("run", "race.toml", "--plugin", "sign_descent.py", "-o", "-")
    first = []
    for step in ("1.0 if", "2.0 if", "1.0 if"):
        (tmp_path / "sign_descent.py").write_text(SIGN.replace("1.0 if", step, 1), encoding="utf-8")
        done = tuiopt(*words)
        assert "not compiled" not in done.stderr
        rows = [line.split(",") for line in done.stdout.splitlines() if ",3," in line]
        first.append(next(row for row in rows if row[:2] == ["sign-descent", "3"])[9])
    assert first == ["-0.05", "-0.1", "-0.05"]


UNCOMPILED = SIGN.replace("return -alpha * sign", 'return -alpha * float(f"{sign:.1f}")')


def test_what_numba_cannot_compile_is_interpreted_and_says_so(
    tuiopt: Command, tmp_path: Path
) -> None:
    (tmp_path / "sign_descent.py").write_text(UNCOMPILED, encoding="utf-8")
    long = RACE.replace("[[runs]]", "[play]\nsteps = 20_000\n[[runs]]", 1)
    (tmp_path / "race.toml").write_text(long, encoding="utf-8")
    done = tuiopt("run", "race.toml", "--plugin", "sign_descent.py")
    assert done.returncode == 0
    assert "\nsign-descent  sign-descent  0.05" in done.stdout
    (told,) = done.stderr.splitlines()[1:]
    assert told.startswith("tuiopt: sign-descent on ravine is not compiled, so this is slow: ")


def carded(lines: str) -> str:
    """The rule with these lines for a card."""
    text = SIGN.replace("import Optimizer", "import Line, Optimizer")
    return text.replace(", rule)", f", rule, card=({lines},))")


RETURN = "return -alpha * sign, (), ()"
BROKEN = {
    "raises": ("1 / 0", "ZeroDivisionError: division by zero"),
    "leaves": ("raise SystemExit(3)", "SystemExit: 3"),
    "is no Python": ("def", "SyntaxError"),
    "has no SPEC": ("x = 1", "its SPEC is neither an Optimizer nor a Surface"),
    "has another SPEC": ("SPEC = 3", "its SPEC is neither an Optimizer nor a Surface"),
    "takes a name": (SIGN.replace('"sign-descent"', '"adam"'), '"adam" is built in'),
    "has no name": (SIGN.replace('"sign-descent"', '"Sign descent!"'), "a name of a-z, 0-9, -"),
    "has a list": (SIGN.replace(", rule)", ", rule, hyper=[])"), "expected a tuple for hyper"),
    "returns less": (SIGN.replace(RETURN, "return -alpha * sign, ()"), "(update, slots, shown)"),
    "has more slots": (
        SIGN.replace(RETURN, "return -alpha * sign, (sign,), ()"),
        "expected a tuple of 0 for the rule's slots",
    ),
    "has fewer slots": (
        SIGN.replace(", rule)", ', rule, slots=("v",))'),
        "expected a tuple of 1 for the rule's slots",
    ),
    "returns an int": (SIGN.replace(RETURN, "return 1, (), ()"), "floats for update, not int"),
    "returns NaN": (
        SIGN.replace(RETURN, "return alpha * float('nan'), (), ()"),
        "expected finite numbers for update at a trial step",
    ),
    "divides by 0": (SIGN.replace(RETURN, "return alpha / (g * 0.0), (), ()"), "ZeroDivisionError"),
    "takes fewer arguments": (SIGN.replace(", slots)", ")", 1), "TypeError: rule() takes 5"),
    "has a closure": (
        f"def make(c):\n    def rule(g, x, alpha, hyper, k, slots):\n"
        f"        return -c * alpha * g, (), ()\n    return rule\n"
        f"{SIGN.split('def rule')[0]}SPEC = Optimizer('mine', 'Mine', make(2.0))\n",
        "is not a plain function without a closure",
    ),
    "has another last line": (
        carded("Line('d', '-alpha*g')"),
        "expected a card whose last line is update",
    ),
    "calls from its card": (
        carded("Line('update', 'x.real')"),
        "'x.real' in 'x.real' is not its arithmetic",
    ),
    "names what is unknown on its card": (
        carded("Line('update', '-alpha*velocity')"),
        "velocity in update = -alpha*velocity is none of alpha, g, gradient, l2, rule, t, x",
    ),
    "names the other coordinate without a solver": (
        carded("Line('update', '-alpha*g_other')"),
        "g_other in update = -alpha*g_other is none of alpha, g, gradient, l2, rule, t, x",
    ),
    "names a line before it is worked": (
        carded("Line('a', 'b'), Line('b', 'g'), Line('update', '-alpha*b')"),
        "b in a = b is none of",
    ),
    "compares twice on its card": (
        carded("Line('update', 'g if 0 < g < 1 else x')"),
        "'g if 0 < g < 1 else x' is not its arithmetic",
    ),
    "compares outside of a condition": (
        carded("Line('update', '-alpha*(g > 0)')"),
        "'g > 0' in '-alpha*(g > 0)' is not its arithmetic",
    ),
    "takes two roots": (
        carded("Line('update', 'sqrt(g, x)')"),
        "'sqrt(g, x)' in 'sqrt(g, x)' is not its arithmetic",
    ),
    "has an infinite number": (
        carded("Line('update', 'g*1e999')"),
        "in 'g*1e999' is not its arithmetic",
    ),
    "has a card without an end": (carded(f"Line('update', '{'-' * 201}g')"), "is longer than 200"),
    "has an unknown name in its rate": (
        SIGN.replace("import Optimizer", "import Line, Optimizer").replace(
            ", rule)", ", rule, rate=(Line('rate', 'alpha/s'),))"
        ),
        "s in rate = alpha/s is none of",
    ),
    "has words for lines": (carded("'update', 'g'"), "expected Lines in card"),
    "clocks what it does not carry": (
        SIGN.replace(", rule)", ", rule, clocked=('p',))"),
        "as many carried numbers as are clocked",
    ),
    "branches on arrays": (
        BUMP.replace("    return 1.0 - exp", "    return x if x > y else 1.0 - exp"),
        "ValueError: The truth value of an array",
    ),
    "has an empty domain": (BUMP.replace("((-2.0, 2.0),", "((2.0, 2.0),", 1), "low < high for the"),
    "starts at a pole": (
        BUMP.replace("return 1.0 - exp(-x * x - y * y)", "return 1.0 / (x + 1.0)"),
        "ZeroDivisionError",
    ),
    "has two derivatives": (
        BUMP.replace("e * (1.0 - 2.0 * x * x), -2.0 * x * y * e, ", "e, "),
        "expected a tuple of 3 for hessian",
    ),
    "has a wrong gradient": (
        BUMP.replace("return x * e, y * e", "return x * e, 2.0 * y * e"),
        "gradient at (-1.452, -1.452) is (-0.0428299, -0.0856598), "
        "but differences of value give (-0.0428299, -0.0428299)",
    ),
    "has a wrong Hessian": (
        BUMP.replace("-2.0 * x * y * e", "2.0 * x * y * e"),
        "but differences of gradient give (",
    ),
    "has pairs for minima": (BUMP.replace("Minimum(0.0, 0.0)", "(0.0, 0.0)"), "Minimums in minima"),
    "has other levels": (
        BUMP.replace("start=", 'levels="even", start='),
        "levels that are linear or log",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_fault_47_a_broken_plugin_is_named_and_left_out(fault: str, tmp_path: Path) -> None:
    text, reason = BROKEN[fault]
    (warning,) = add(tmp_path, text)
    assert warning.startswith(f"plug-in {tmp_path / 'mine.py'} is left out: ")
    assert reason in warning
    assert "\n" not in warning
    assert list(catalogue.OPTIMIZERS) == list(OPTIMIZERS)
    assert list(catalogue.SURFACES) == list(SURFACES)


def test_of_two_with_one_name_the_first_stays(tmp_path: Path) -> None:
    assert not add(tmp_path, SIGN)
    (warning,) = add(tmp_path, SIGN)
    assert f'"sign-descent" comes from {tmp_path / "mine.py"} already' in warning
    assert catalogue.OPTIMIZERS.origin("sign-descent") == str(tmp_path / "mine.py")


def test_the_examples_are_sound(tmp_path: Path) -> None:
    assert not add(tmp_path, SIGN)
    assert not add(tmp_path, BUMP)
    assert catalogue.SURFACES["bump"].value(0.0, 0.0, ()) == 0.0


def installed(tmp_path: Path, group: str, name: str, value: str) -> None:
    """A package with one entry point, as pip would leave it."""
    (tmp_path / "my_rules.py").write_text(SIGN, encoding="utf-8")
    info = tmp_path / "my_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: my-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{group}]\n{name} = {value}\n")


def test_an_installed_packages_rule_is_found(tuiopt: Command, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    installed(site, "tuiopt.optimizers", "sign-descent", "my_rules:SPEC")
    done = tuiopt("run", "race.toml", path=str(site))
    assert (done.returncode, done.stderr) == (0, "")
    listed = tuiopt("list", "optimizers", path=str(site)).stdout
    assert "\nsign-descent: Sign descent\n  plug-in: my-rules (my_rules:SPEC)\n" in listed


@pytest.mark.parametrize(
    ("value", "reason"),
    [("my_rules:NONE", "AttributeError"), ("my_rules", "module is no Optimizer")],
)
def test_a_broken_package_is_named_and_left_out(
    value: str, reason: str, tuiopt: Command, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    installed(site, "tuiopt.optimizers", "sign-descent", value)
    done = tuiopt("check", "race.toml", path=str(site))
    assert done.returncode == 2
    told = f"tuiopt: plug-in my-rules ({value}) is left out: "
    assert [reason in line for line in done.stderr.splitlines() if line.startswith(told)] == [True]


def test_packages_are_not_looked_for_while_names_are_built_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(**_: object) -> None:
        raise AssertionError("entry points were looked up")

    monkeypatch.setattr("importlib.metadata.entry_points", never)
    assert catalogue.OPTIMIZERS["adam"] is OPTIMIZERS["adam"]
    assert "adam" in catalogue.OPTIMIZERS
    assert catalogue.OPTIMIZERS.origin("adam") == ""
    with pytest.raises(AssertionError):
        catalogue.OPTIMIZERS["sign-descent"]
