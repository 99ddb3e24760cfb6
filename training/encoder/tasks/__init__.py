"""What the encoder is taught, one task a file: its windows, and the loss of a batch of them."""
