"""Scenarios that train networks on data."""
