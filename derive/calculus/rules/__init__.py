"""The rules, one a file: RULE is its text, `differentiate` (for a rule of differentiation) applies it."""
