"""Reports and private people are taken out of a record."""
