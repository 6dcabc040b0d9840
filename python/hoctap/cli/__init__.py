"""The command line: `hoctap status FOLDER` and what belongs to it. A module a subject; importing one adds its commands."""

from hoctap.cli import (
    breakdown,
    closing,
    compare,
    duties,
    explain,
    findings,
    handover,
    money,
    places,
    quality,
    ratings,
    receipts,
    sample,
    settling,
    status,
    two_plans,
)
from hoctap.cli.program import commands, main

__all__ = [
    "breakdown",
    "closing",
    "commands",
    "compare",
    "duties",
    "explain",
    "findings",
    "handover",
    "main",
    "money",
    "places",
    "quality",
    "ratings",
    "receipts",
    "sample",
    "settling",
    "status",
    "two_plans",
]
