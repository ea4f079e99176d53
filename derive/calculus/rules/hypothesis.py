from derive.calculus.rule import Rule

RULE = Rule(
    code="hypothesis",
    title="hypothesis",
    formula="what is given may be put in, once all derivatives are carried out",
    example="Σ_j y_j ŷ_i = ŷ_i, since Σ_j y_j = 1",
)
