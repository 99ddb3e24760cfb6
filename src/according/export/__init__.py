"""What goes out of a record: one file for each format."""
