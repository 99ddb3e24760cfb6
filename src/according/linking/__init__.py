"""Across reports: origins, actors, events, accounts. Empty so far."""
