from derive.calculus.rule import Rule

RULE = Rule(
    code="common-factor",
    title="common factor",
    formula="a b + a c = a (b + c)",
    example="e^{o_i} S − e^{o_i} e^{o_i} = e^{o_i} (S − e^{o_i})",
)
