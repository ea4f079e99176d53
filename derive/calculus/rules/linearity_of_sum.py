from derive.calculus.rule import Rule

RULE = Rule(
    code="linearity-of-sum",
    title="linearity of Σ",
    formula="Σ_k (f(k) + g(k)) = Σ_k f(k) + Σ_k g(k)",
    example="Σ_j (y_j ŷ_i − y_j) = Σ_j y_j ŷ_i − Σ_j y_j",
)
