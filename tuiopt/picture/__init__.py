"""What a picture shows: colours, ticks, scales, numbers; for the screen and for print."""
