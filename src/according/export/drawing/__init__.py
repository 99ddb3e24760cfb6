"""Drawings as numbers: what templates put into SVG, the same on pages, in dossiers, in print."""
