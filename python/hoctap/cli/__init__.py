"""The command line: `hoctap status FOLDER` and what belongs to it. A module a subject; importing one adds its commands."""

from hoctap.cli import (
    breakdown,
    duties,
    explain,
    findings,
    forms,
    handover,
    ledger,
    money,
    places,
    quality,
    ratings,
    receipts,
    report,
    sample,
    settling,
    status,
)
from hoctap.cli.program import commands, main

__all__ = [
    "breakdown",
    "commands",
    "duties",
    "explain",
    "findings",
    "forms",
    "handover",
    "ledger",
    "main",
    "money",
    "places",
    "quality",
    "ratings",
    "receipts",
    "report",
    "sample",
    "settling",
    "status",
]
