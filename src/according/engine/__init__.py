"""Engines: the pipeline's steps over many inputs, on one machine or several."""

from according.engine.local import Progress, read_into, usable_cores

__all__ = ["Progress", "read_into", "usable_cores"]
