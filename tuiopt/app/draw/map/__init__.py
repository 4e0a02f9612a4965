"""The map: relief, isolines, paths, signs and arrows, as cells."""
