"""How the network lab is drawn."""
