"""Equality of terms. Only this package makes a Proved or a Refuted."""
