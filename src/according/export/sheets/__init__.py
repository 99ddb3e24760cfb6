"""A record as tables that people filter: sheets with columns that say what they hold."""
