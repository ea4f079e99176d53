from derive.calculus.rule import Rule

RULE = Rule(
    code="split-sum",
    title="split the sum",
    formula="Σ_k f(k) = f(i) + Σ_{k≠i} f(k)",
    example="Σ_k e^{o_k} = e^{o_i} + Σ_{k≠i} e^{o_k}",
)
