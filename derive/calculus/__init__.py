"""Differentiation, and the rules that make a step true."""
