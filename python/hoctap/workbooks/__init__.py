"""Workbooks, read by python-calamine and looked through before for what it does not tell and for what it would choke on."""

from .reader import read_workbook

__all__ = ["read_workbook"]
