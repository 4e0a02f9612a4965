"""What pictures are made of, shown or printed: palettes, signs, ticks, scales, levels, numbers."""
