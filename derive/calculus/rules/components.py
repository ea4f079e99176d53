from derive.calculus.rule import Rule

RULE = Rule(
    code="components",
    title="components",
    formula="for a chosen n, both sides written out in components are the same",
    example="Σ_k e^{o_k} = e^{o_1} + e^{o_2} + e^{o_3}, where n = 3",
)
