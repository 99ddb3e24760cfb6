"""The command line: ``according COMMAND``."""

from according.cli.app import main

__all__ = ["main"]
