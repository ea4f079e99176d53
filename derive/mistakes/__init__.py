"""Known mistakes, and the search for the smallest edit that mends a refuted step."""
