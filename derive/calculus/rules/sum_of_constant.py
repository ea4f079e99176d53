from derive.calculus.rule import Rule

RULE = Rule(
    code="sum-of-constant",
    title="sum of a constant",
    formula="Σ_k c = n c, for n values of k",
    example="Σ_k ŷ_i = n ŷ_i",
)
