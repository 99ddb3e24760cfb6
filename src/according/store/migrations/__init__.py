"""How a record's tables came to be as they are, step by step: a revision for each version of the
schema, which Alembic runs (`according.store.migrating`). A revision is never changed once a record
was made by it; it says in its own words what the tables were then."""
