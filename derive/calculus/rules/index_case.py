from derive.calculus.rule import Rule

RULE = Rule(
    code="index-case",
    title="index case",
    formula="δ_ji = 0 where j ≠ i, δ_ji = 1 where j = i",
    example="∂o_j/∂o_i = 0 where j ≠ i",
)
