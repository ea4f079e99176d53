from derive.calculus.rule import Rule

RULE = Rule(
    code="earlier-result",
    title="earlier result",
    formula="an equation that was proved before may be put in, where its case holds",
    example="∂ŷ_j/∂o_i = −ŷ_j ŷ_i where j ≠ i",
)
