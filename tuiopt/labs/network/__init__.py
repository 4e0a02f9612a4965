"""The network lab: trained networks, and what is inside of them."""
