"""One pass of a small neural encoder over a text, which all learned heads share."""

from according.reading.encoder.model import Encoded, Encoder, Floats

__all__ = ["Encoded", "Encoder", "Floats"]
