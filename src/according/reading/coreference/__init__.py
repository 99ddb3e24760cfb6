"""Who is meant by a noun phrase or a pronoun: mentions, and which of them are of one entity."""
