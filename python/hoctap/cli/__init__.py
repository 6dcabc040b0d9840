"""The command line: `hoctap status FOLDER` and what belongs to it. A module a subject; importing one adds its commands."""

from hoctap.cli import duties, explain, findings, handover, money, places, receipts, sample, status
from hoctap.cli.program import commands, main

__all__ = [
    "commands",
    "duties",
    "explain",
    "findings",
    "handover",
    "main",
    "money",
    "places",
    "receipts",
    "sample",
    "status",
]
