from derive.calculus.rule import Rule

RULE = Rule(
    code="logarithms",
    title="laws of exp and log",
    formula="e^{a+b} = e^a e^b; log(a b) = log a + log b, where a > 0 and b > 0",
    example="log(e^{o_j} / S) = o_j − log S",
)
