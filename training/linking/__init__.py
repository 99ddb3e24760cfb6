"""How the weights of linking are made."""
