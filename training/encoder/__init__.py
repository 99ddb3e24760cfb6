"""How the encoder's weights are made. Needs torch: ``requirements/training.txt``."""
