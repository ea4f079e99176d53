from derive.calculus.rule import Rule

RULE = Rule(
    code="expand",
    title="expand",
    formula="a (b + c) = a b + a c",
    example="−y_i (1 − ŷ_i) = −y_i + y_i ŷ_i",
)
