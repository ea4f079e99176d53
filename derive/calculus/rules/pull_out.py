from derive.calculus.rule import Rule

RULE = Rule(
    code="pull-out",
    title="factor out of the sum",
    formula="Σ_k c f(k) = c Σ_k f(k), where c does not depend on k",
    example="Σ_j y_j ŷ_i = ŷ_i Σ_j y_j",
)
