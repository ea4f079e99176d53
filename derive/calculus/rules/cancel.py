from derive.calculus.rule import Rule

RULE = Rule(
    code="cancel",
    title="cancel",
    formula="a b / (a c) = b / c, where a ≠ 0",
    example="y_i (1/ŷ_i) ŷ_i (1 − ŷ_i) = y_i (1 − ŷ_i)",
)
