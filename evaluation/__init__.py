"""Scorers, one adapter per benchmark, and the gate that pins their figures.

A part of the checkout, not of the package: `according bench` and ``python -m evaluation.gate``
find it here. Its data are not part of the repository; every adapter is told where they lie.
"""
