"""Engines: the pipeline's steps over many inputs, on one machine or several."""

from according.engine.local import Progress, check_pipeline, read_into, usable_cores

__all__ = ["Progress", "check_pipeline", "read_into", "usable_cores"]
