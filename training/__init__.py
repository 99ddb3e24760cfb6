"""How weights are made. A part of the checkout, not of the package."""
