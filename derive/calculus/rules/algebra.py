from derive.calculus.rule import Rule

RULE = Rule(
    code="algebra",
    title="algebra",
    formula="the laws of +, −, · and /",
    example="a b / c² = (a / c) (b / c)",
)
