"""Text -> Formula: one grammar file for each notation, and a message for each way of being malformed."""
