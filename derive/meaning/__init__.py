"""Formula and context -> Term: what the letters of a document stand for."""
