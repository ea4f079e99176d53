"""Reports turned into text: for the terminal, for pipes, and for other programs."""
