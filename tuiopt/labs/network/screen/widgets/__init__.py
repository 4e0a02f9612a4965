"""The widgets of the network lab."""
