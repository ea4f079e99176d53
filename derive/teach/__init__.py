"""Derivations made by the tool itself, why a step holds, and lessons.

    tidy          terms as a person would write them, and how much there is to read in one
    sites         the places of a term where something can be done
    differential  one rule of differentiation at a time
    moves         what else can be done to a term, one rule at a time
    matching      instances of what is given: definitions folded, hypotheses put in
    simplest      the search for the simplest form
    writing       terms as formulas
    setting       what is given where a derivation is made
    derivation    the chain from a derivative to its closed form, with the results that it rests on
    steps         all of it: an expression -> a report

The search may be clever and wrong: every step that it makes is proofread as those of any other document are.
"""
