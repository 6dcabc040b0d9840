"""How a ledger looks in a terminal and in a notebook, compared with files that were read by eye."""

from __future__ import annotations

import datetime

from test_display import compare

from hoctap.ledger import Ingest, Submissions
from hoctap.ledger.listing import Arrival, Submission
from hoctap.ledger.view import ingest_text, submissions_text


def submission(
    number: int, name: str, version: int, *, newest: bool, received: datetime.date | None = None
) -> Submission:
    return Submission(
        number=number,
        name=name,
        version=version,
        is_newest=newest,
        given_name=name,
        reports="TT-03 07375 2024",
        rows=1200 + number,
        received=received,
        known_on=received or datetime.date(2025, 10, 6),
        filed_at="2025-10-06T02:15:00Z",
        who="Nguyễn Thị Hoa",
        sha256="0" * 64,
        bytes=4096,
        has_original=False,
        is_simulated=True,
    )


SUBMISSIONS = Submissions(
    [
        submission(1, "07375/khao-sat.csv", 1, newest=False, received=datetime.date(2025, 10, 1)),
        submission(2, "07375/khao-sat (sửa).csv", 2, newest=True, received=datetime.date(2025, 10, 3)),
        submission(3, "07381/khao-sat.csv", 1, newest=True),
    ],
    is_simulated=True,
)
INGEST = Ingest(
    [
        Arrival("07375/khao-sat.csv", "known", 1),
        Arrival("07375/khao-sat (sửa).csv", "new_version", 2, "07375/khao-sat (sửa).csv", 2, "07375/khao-sat.csv", "TT-03 07375 2024"),
        Arrival("07381/khao-sat.csv", "filed", 3, "07381/khao-sat (2).csv", 1, None, "TT-03 07381 2024"),
        Arrival("hop.csv", "unreadable", why_vi="không mở được tệp", why_en="it cannot be opened"),
    ]
)  # fmt: skip


def test_submissions_as_text_and_html() -> None:
    compare("ledger.txt", submissions_text(SUBMISSIONS, width=100))
    compare("ledger-vi.txt", submissions_text(SUBMISSIONS, "vi", only_newest=True, width=100))
    compare("ledger.html", SUBMISSIONS._repr_html_())
    compare("ledger-vi.html", SUBMISSIONS.to_html(lang="vi"))


def test_what_came_of_a_folder_as_text_and_html() -> None:
    compare("ingest.txt", ingest_text(INGEST, width=100))
    compare("ingest-vi.txt", ingest_text(INGEST, "vi", width=100))
    compare("ingest.html", INGEST._repr_html_())
    compare("ingest-vi.html", INGEST.to_html(lang="vi"))


def test_the_last_submissions_are_shown_of_many_and_one_line_says_what_there_is() -> None:
    many = Submissions([submission(number, f"{number}.csv", 1, newest=True) for number in range(1, 31)])
    html = many.to_html()
    assert "30.csv" in html
    assert "… and 10 before them" in html
    assert "10.csv" not in html
    assert repr(many) == "<Submissions: 30 versions of 30 files>"
    assert repr(INGEST) == "<Ingest of 4 files: 1 filed, 1 new_version, 1 known, 1 unreadable>"
