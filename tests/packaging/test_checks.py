"""The project's own checks find what they are for, and find nothing in the project."""

import check_includes
import check_words
import pytest
from commands import ROOT


def test_order_of_modules_has_no_cycle():
    for module in check_includes.NEEDS:
        assert module not in set().union(*(check_includes.reachable(low) for low in check_includes.NEEDS[module]))


def test_includes_of_the_project_follow_the_order_of_its_modules():
    assert list(check_includes.violations(ROOT)) == []


@pytest.mark.parametrize(
    ("file", "include", "reason"),
    [
        ("include/hoctap/core/x.hpp", '"hoctap/time/date.hpp"', "core may not include"),
        ("include/hoctap/records/x.hpp", '"hoctap/forms/read.hpp"', "records may not include"),
        ("src/geo/x.cpp", '"io/detail.hpp"', "geo may not include"),
        ("src/measure/x.cpp", "<hoctap/indicator/result.hpp>", "measure may not include"),
        ("include/hoctap/geo/x.hpp", "<Eigen/Sparse>", "public header includes Eigen/Sparse"),
        ("include/hoctap/time/x.hpp", "<boost/date_time.hpp>", "public header includes boost/date_time.hpp"),
        ("include/hoctap/core/x.hpp", "<toml++/toml.h>", "public header includes toml++/toml.h"),
        ("include/hoctap/core/x.hpp", '"core/detail.hpp"', "is not public"),
        ("include/hoctap/time/x.hpp", '"hoctap/time/boost_date.hpp"', "optional"),
        ("src/io/x.cpp", "<Python.h>", "knows no Python"),
        ("src/unheard/x.cpp", "<vector>", "no known module"),
        ("src/core/x.cpp", '"hoctap/unheard/x.hpp"', "unknown module"),
        ("bindings/x.cpp", '"core/detail.hpp"', "bindings see public headers only"),
    ],
)
def test_a_wrong_include_is_found(tmp_path, file, include, reason):
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(f"#pragma once\n  # include {include}\n")
    (found,) = check_includes.violations(tmp_path)
    assert reason in found


def test_a_second_file_with_toml_is_found(tmp_path):
    for name in ("a.cpp", "b.cpp"):
        (tmp_path / "src" / "core").mkdir(parents=True, exist_ok=True)
        (tmp_path / "src" / "core" / name).write_text("#include <toml++/toml.h>\n")
    (found,) = check_includes.violations(tmp_path)
    assert "a.cpp" in found
    assert "b.cpp" in found


def test_the_project_speaks_of_itself_only():
    assert list(check_words.foreign_words(ROOT)) == []


@pytest.mark.parametrize(
    "line",
    [
        "see /hom" + "e/someone/notes",
        "as iss" + "ue #12 says",
        "from https://pyp" + "i.org/simple",
        "http://10.0.0." + "1/x",
    ],
)
def test_a_foreign_word_is_found(tmp_path, line):
    (tmp_path / "notes.md").write_text(f"first\n{line}\n")
    (found,) = check_words.foreign_words(tmp_path)
    assert found.startswith("notes.md:2: ")
