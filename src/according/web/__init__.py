"""The review pages: what a person reads, compares and judges. Empty so far."""
