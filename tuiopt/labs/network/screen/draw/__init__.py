"""How the network lab is drawn: its table and its curves; in folders its maps, layers, cards."""
