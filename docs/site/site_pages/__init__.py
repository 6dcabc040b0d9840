"""Assembles the pages of the documentation's site: guides and notebooks as they lie, and a page for everything in `data/`."""
