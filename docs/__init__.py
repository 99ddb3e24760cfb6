"""The docs, and what builds a site of them."""
