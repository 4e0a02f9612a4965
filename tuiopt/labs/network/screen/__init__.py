"""The screen of networks in training."""
