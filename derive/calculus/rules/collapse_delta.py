from derive.calculus.rule import Rule

RULE = Rule(
    code="collapse-delta",
    title="collapse δ",
    formula="Σ_k δ_ki f(k) = f(i)",
    example="Σ_k e^{o_k} δ_ki = e^{o_i}",
)
