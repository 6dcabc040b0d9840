"""The tables of a ledger and what keeps them append-only. Imported with the first ledger: SQLAlchemy is optional."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

__all__ = [
    "APPEND_ONLY",
    "SCHEMA_VERSION",
    "all_tables",
    "append_only",
    "originals",
    "person_keys",
    "settings",
    "sheets",
    "submissions",
]

SCHEMA_VERSION = 1
APPEND_ONLY = "the ledger is append-only"

all_tables = MetaData()

# What the ledger was made for; the last row holds, an earlier one tells what held before.
settings = Table(
    "hoctap_settings",
    all_tables,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("noted_at", Text, nullable=False),  # UTC, as 2025-10-05T08:12:30Z
    Column("schema_version", Integer, nullable=False),
    Column("library_version", Text, nullable=False),
    Column("programme", Text, nullable=False),
    Column("programme_digest", Text, nullable=False),
    Column("programme_text", Text),  # of a plan that came from a file
    Column("gazetteer_digest", Text, nullable=False),
)

# By which secret citizen numbers became keys: one for the whole ledger, or a person would be two.
person_keys = Table(
    "hoctap_person_key",
    all_tables,
    Column("number", Integer, CheckConstraint("number = 1"), primary_key=True, autoincrement=False),
    Column("digest", Text, nullable=False),
)

# Each version of each file, in the order in which they were filed.
submissions = Table(
    "hoctap_submissions",
    all_tables,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("file", Integer, nullable=False),  # versions of one file share it
    Column("version", Integer, nullable=False),  # of the file; the highest counts
    Column("name", Text, nullable=False),  # by which findings call it; no other file has it
    Column("given_name", Text, nullable=False),  # below the folder from which it came
    Column("sha256", Text, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("received", Date),  # as whoever filed it said
    Column(
        "known_on", Date, nullable=False
    ),  # the last that its tables state, if each does; else the same, or the day of filing
    Column("filed_at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("sheets", Integer, nullable=False),
    UniqueConstraint("file", "version"),
    UniqueConstraint("given_name", "sha256"),
)

sheets = Table(
    "hoctap_sheets",
    all_tables,
    Column("submission", Integer, ForeignKey(submissions.c.number), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("sheet", Text, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("period", Text),
    Column("stated_version", Integer, nullable=False),
    Column("stated_received", Date),
    Column("codes_as_of", Date),
    Column("is_nil", Boolean, nullable=False),
    Column("is_simulated", Boolean, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),  # the sealed sheet, deflated
)

originals = Table(
    "hoctap_originals",
    all_tables,
    Column("submission", Integer, ForeignKey(submissions.c.number), primary_key=True),
    Column("content", LargeBinary, nullable=False),  # deflated and locked with the secret
)


def append_only(dialect: str) -> list[str]:
    """List the statements that make the database refuse to change or remove what was filed."""
    names = [table.name for table in all_tables.sorted_tables]
    if dialect == "postgresql":
        refuse = f"BEGIN RAISE EXCEPTION '{APPEND_ONLY}'; END"
        return [
            f"CREATE FUNCTION hoctap_append_only() RETURNS trigger LANGUAGE plpgsql AS $${refuse}$$",
            *(
                f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
                "FOR EACH STATEMENT EXECUTE FUNCTION hoctap_append_only()"
                for name in names
            ),
        ]
    statements = []
    for table in all_tables.sorted_tables:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
        statements += [
            f"CREATE TRIGGER {table.name}_{verb.lower()} BEFORE {verb} ON {table.name} {refuse}"
            for verb in ("UPDATE", "DELETE")
        ]
        # INSERT OR REPLACE removes the row in its way without asking the triggers of DELETE.
        keys = [list(table.primary_key.columns)]
        keys += [list(rule.columns) for rule in table.constraints if isinstance(rule, UniqueConstraint)]
        same = " OR ".join("(" + " AND ".join(f"{c.name} = NEW.{c.name}" for c in key) + ")" for key in keys)
        statements.append(
            f"CREATE TRIGGER {table.name}_replace BEFORE INSERT ON {table.name} "
            f"WHEN EXISTS (SELECT 1 FROM {table.name} WHERE {same}) {refuse}"
        )
    return statements
