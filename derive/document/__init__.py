"""file -> Document: chains, inline statements, cases and prose cues."""
