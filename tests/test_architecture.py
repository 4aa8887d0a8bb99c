"""The house's rules that no linter knows: each test reads the whole project."""

import ast
import importlib.util
import json
import os
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from lla.accounts import second_factor
from lla.papers import weasyprinting

ROOT = Path(__file__).resolve().parent.parent
APPS = ("lla", "organisers", "motions", "socialmedia")
NOT_OURS = {".git", ".venv", "var", "vendor", "node_modules", "__pycache__", "htmlcov"}
LOCKS = ("runtime.txt", "s3.txt", "dev.txt", "installer.txt")


def files(*suffixes: str, under: str = ".") -> list[Path]:
    """Our own text files with one of these endings."""
    found = []
    for folder, folders, names in os.walk(ROOT / under):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.endswith("_cache")]
        found += [Path(folder, name) for name in names if name.endswith(suffixes)]
    return sorted(found)


def app_modules() -> Iterator[tuple[str, ast.Module]]:
    for app in APPS:
        for path in files(".py", under=app):
            yield name_of(path), ast.parse(path.read_text())


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def places(pattern: str, paths: list[Path]) -> list[str]:
    """Where in these files the pattern is found, a tag over several lines included."""
    return [
        f"{name_of(path)}:{text[: found.start()].count(chr(10)) + 1}: {found.group()}"
        for path in paths
        for text in [path.read_text()]
        for found in re.finditer(pattern, text)
    ]


def test_psycopg_3_is_not_here_because_django_would_silently_switch_to_it() -> None:
    locked = [line for lock in LOCKS for line in (ROOT / "requirements" / lock).read_text().splitlines()]
    assert [
        line for line in locked if re.match(r"psycopg[\[=-]", line) and "psycopg2-binary" not in line
    ] == []
    assert importlib.util.find_spec("psycopg") is None


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_is_exact_and_hashed_and_names_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text()
    pins = re.split(r"\n(?=\S)", text.strip())
    assert [
        pin for pin in pins if not re.match(r"[a-z0-9.-]+==\S+ .*--hash=sha256:\w{64}", pin, re.DOTALL)
    ] == []
    assert [line for line in text.splitlines() if re.search(r"https?:|file:|^-|@ ", line)] == []


def test_the_formatter_of_styles_is_pinned_by_its_hash_and_names_no_registry() -> None:
    packages = json.loads((ROOT / "script/format/package-lock.json").read_text())["packages"]
    [ours, *installed] = packages.values()
    assert [version for version in ours["devDependencies"].values() if not version[0].isdigit()] == []
    assert [row for row in installed if "resolved" in row or not row["integrity"].startswith("sha512-")] == []


def test_production_gets_the_versions_that_were_tested() -> None:
    runtime, s3, dev = (
        set(re.findall(r"^\S+==\S+", (ROOT / "requirements" / lock).read_text(), re.MULTILINE))
        for lock in ("runtime.txt", "s3.txt", "dev.txt")
    )
    assert (runtime - s3, s3 - dev) == (set(), set())


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in files(".py", under="tests")}
    assert [name_of(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_a_status_is_set_only_by_move() -> None:
    assert [f"{name}:{line}" for name, tree in app_modules() for line in statuses_set(tree, name)] == []


def statuses_set(tree: ast.Module, name: str) -> list[int]:
    """The lines that set a status, by assignment or by update(), outside a workflow's _move()."""
    movers = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "_move"]
    allowed = {id(inner) for mover in movers for inner in ast.walk(mover)} if "workflow" in name else set()
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            sets = any(
                isinstance(target, ast.Attribute) and target.attr == "status" for target in node.targets
            )
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            sets = node.func.attr == "update" and any(keyword.arg == "status" for keyword in node.keywords)
        else:
            continue
        if sets and id(node) not in allowed:
            found.append(node.lineno)
    return found


def test_the_status_rule_sees_what_it_forbids() -> None:
    source = "motion.status = 1\nrows.update(status=2)\ndef _move(motion):\n    motion.status = 3\n"
    assert statuses_set(ast.parse(source), "motions/backing/workflow.py") == [1, 2]
    assert statuses_set(ast.parse(source), "motions/backing/views.py") == [1, 2, 4]


def test_pages_carry_no_inline_style_or_script() -> None:
    pages = [path for path in files(".html", under="templates") if path.parts[-2] not in {"papers", "emails"}]
    scripts = r"<script(?![^>]*\b(src=|type=\"application/json\"))|javascript:"
    handlers = r"\son(blur|change|click|error|focus|input|key\w+|load|mouse\w+|pointer\w+|submit|toggle)="
    inline = rf"\sstyle=|<style|{scripts}|{handlers}"
    assert places(inline, pages) == []


def test_no_line_of_a_template_passes_110_characters() -> None:
    assert places(r"(?m)^.{111,}$", files(".html", under="templates")) == []


def test_every_component_names_its_inputs_on_its_first_line() -> None:
    pages = [path for path in files(".html", under="templates/components") if path.name != "no_emails.html"]
    assert [name_of(path) for path in pages if "nputs" not in path.read_text().split("\n")[0]] == []


def test_every_module_opens_with_a_sentence() -> None:
    speechless = []
    for path in files(".py"):
        first = (ast.get_docstring(ast.parse(path.read_text())) or "").split("\n")[0]
        if not first.endswith((".", ":")) and "migrations" not in path.parts:
            speechless.append(f"{name_of(path)}: {first!r}")
    assert speechless == []


def test_no_file_passes_400_lines() -> None:
    ours = [path for path in files(".py", ".html", ".css", ".js") if path.parent.name != "migrations"]
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in ours}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_function_passes_40_lines() -> None:
    long = []
    for name, tree in app_modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and "/migrations/" not in name:
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > 40:
                    long.append(f"{name}:{node.lineno} {node.name}: {lines} lines")
    assert long == []


def test_imports_stand_at_the_top_except_the_slow_one() -> None:
    late = [
        f"{name}:{node.lineno} {ast.unparse(node)}"
        for name, tree in app_modules()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and "weasyprint" not in ast.unparse(node)
    ]
    assert late == []


def test_nothing_is_put_off_and_no_machine_is_named() -> None:
    ours = [
        path
        for path in files(".py", ".html", ".css", ".js", ".md", ".toml", ".txt")
        if path.name != "OFL.txt"
    ]
    ours += [*(path for path in (ROOT / "script").iterdir() if path.is_file()), ROOT / ".ci" / "run"]
    put_off = r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"
    machine = r"(?<![\w/.])/(wo" + r"rk|ho" + r"me|ro" + r"ot|Us" + r"ers)/"
    assert places(put_off, ours) == []
    assert places(machine, ours) == []


def test_every_pattern_is_held_by_its_module_where_its_time_is_tested() -> None:
    used = {"compile", "findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn"}
    inline = [
        f"{name}:{node.lineno}"
        for name, tree in app_modules()
        if "/migrations/" not in name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.Lambda)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in used
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
        if not ast.unparse(node.args[0]).startswith("re.escape(")
    ]
    assert inline == []


def test_text_is_brought_into_a_normal_form_in_one_place() -> None:
    ours = [path for app in APPS for path in files(".py", under=app)]
    found = [place.split(":")[0] for place in places(r"(?<!\w)normalize\(", ours)]
    # The other looks at one sign at a time.
    assert found == ["lla/papers/spreadsheets.py", "lla/words/cleaning.py"]


def test_what_libraries_keep_for_themselves_is_used_in_one_module_each() -> None:
    inner = {
        (name, node.module)
        for name, tree in app_modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and re.match(r"weasyprint|pydyf|allauth.*\binternal", node.module or "")
    }
    assert {name for name, _ in inner} == {"lla/accounts/second_factor.py", "lla/papers/weasyprinting.py"}


def test_what_goes_by_a_librarys_insides_was_checked_with_the_version_that_is_pinned() -> None:
    """Another version: look at what the module says it goes by, and at its tests, then raise its figure."""
    checked = {"weasyprint": weasyprinting.CHECKED_WITH, "django-allauth": second_factor.CHECKED_WITH}
    assert checked == {name: version(name) for name in checked}


def contract(begins: str) -> dict[str, Any]:
    (found,) = (contract for contract in contracts() if contract["name"].startswith(begins))
    return found


def contracts() -> list[dict[str, Any]]:
    linter: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return list(linter["contracts"])


def test_no_contract_of_imports_has_an_exception() -> None:
    assert [contract["name"] for contract in contracts() if "ignore_imports" in contract] == []


def test_every_module_of_a_subject_has_its_place_among_the_layers() -> None:
    layers = set(re.findall(r"\w+", " ".join(contract("Inside a subject")["layers"])))
    astray = [
        name_of(path)
        for app in APPS[1:]
        for path in sorted((ROOT / app).glob("*/*"))
        if path.parent.name not in {"migrations", "management", "templatetags"}
        and (path.parent / "__init__.py").exists()
        if (path.suffix == ".py" or (path / "__init__.py").exists())
        and path.stem not in layers | {"__init__"}
    ]
    assert astray == []


def pure_modules() -> Iterator[Path]:
    for module in contract("Pure modules")["source_modules"]:
        path = ROOT.joinpath(*module.split("."))
        yield from files(".py", under=name_of(path)) if path.is_dir() else [path.with_suffix(".py")]


def unpure(tree: ast.Module) -> list[int]:
    """The lines on which the ORM is imported or the clock is read, Django's ways of reading it among them."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            impure = (node.module or "").startswith("django.db")
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            impure = name in {"now", "today", "utcnow"} or (
                name in {"localdate", "localtime"} and not node.args
            )
        else:
            continue
        if impure:
            found.append(node.lineno)
    return found


def test_pure_modules_know_neither_the_orm_nor_the_clock() -> None:
    """The contract of imports cannot see inside Django."""
    assert [
        f"{name_of(path)}:{line}" for path in pure_modules() for line in unpure(ast.parse(path.read_text()))
    ] == []
    source = (
        "from django.db import models\ntoday = localdate()\nday = localdate(moment)\nat = timezone.now()\n"
    )
    assert unpure(ast.parse(source)) == [1, 2, 4]


def test_tests_stand_where_their_source_stands() -> None:
    astray = [
        name_of(folder)
        for app in APPS
        for folder in sorted((ROOT / "tests" / app).iterdir())
        if folder.is_dir() and any(folder.glob("test_*.py"))
        if not (ROOT / app / folder.name).is_dir() and not (ROOT / app / f"{folder.name}.py").exists()
    ]
    assert astray == []


NATURES = {"main", "amendments", "composites", "on_the_agenda", "any_nature"}


def _asks_for_motions(node: ast.AST) -> bool:
    """`Motion.objects`, or the motions of a conference, an item or a group."""
    match node:
        case ast.Attribute(value=ast.Name(id="Motion"), attr="objects"):
            return True
        case ast.Attribute(attr="motions"):
            return True
    return False


def test_every_question_about_motions_says_of_which_nature() -> None:
    """Otherwise amendments get in among the motions of an item's page, or are missed where they belong."""
    nameless = []
    for name, module in app_modules():
        named = {
            node.value
            for node in ast.walk(module)
            if isinstance(node, ast.Attribute) and node.attr in NATURES
        }
        nameless += [
            f"{name}:{node.lineno}"
            for node in ast.walk(module)
            if "/migrations/" not in name
            and isinstance(node, ast.Attribute)
            and _asks_for_motions(node)
            and node not in named
        ]
    assert nameless == []
