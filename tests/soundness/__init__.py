"""The soundness harness: verdicts against a judge that shares nothing with what decides.

`python -m tests.soundness.run --mutants 10000 --identities 10000 --seed 1` prints the table.
"""
