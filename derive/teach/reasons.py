"""Why a step holds, rule by rule, in a sentence."""

REASONS = {
    "definition": "A symbol stands for what it is defined to be.",
    "quotient-rule": "The quotient rule: the derivative of f/g is (g ∂f − f ∂g)/g².",
    "product-rule": "The product rule: the derivative of f g is g ∂f + f ∂g.",
    "power-rule": "The power rule: the derivative of f^c is c f^(c−1) ∂f where c is constant, and that of f^g is "
    "f^g (∂g log f + (g/f) ∂f).",
    "derivative-of-exp": "The exponential is its own derivative, times the derivative of what is in the exponent.",
    "derivative-of-log": "The derivative of log f is ∂f/f.",
    "constant": "What does not depend on the variable has the derivative 0.",
    "variable": "The variables are independent: each has the derivative 1 by itself, and 0 by the others.",
    "chain-rule": "The chain rule: what changes through others changes by the sum over all ways through them.",
    "linearity": "The derivative of a sum is the sum of the derivatives.",
    "sum-rule": "The derivative of a sum is the sum of the derivatives, so that ∂ goes inside Σ.",
    "constant-factor": "A factor that does not depend on the variable goes out of the derivative.",
    "earlier-result": "It was found before.",
    "index-case": "Whether the indices are equal or not decides which δ are 1 and which are 0.",
    "split-sum": "One term is taken out of the sum, or put back into it.",
    "collapse-delta": "A δ in a sum is 0 for every term but one, and that one is left.",
    "linearity-of-sum": "A sum of sums is taken term by term.",
    "pull-out": "A factor without the letter of the sum is the same in every term, and goes out of it.",
    "sum-of-constant": "The same term n times is n times the term.",
    "hypothesis": "It is given.",
    "expand": "A product with a sum is the sum of the products.",
    "common-factor": "A factor that all terms have is written once.",
    "cancel": "What stands above and below the bar cancels.",
    "components": "Both sides are the same once all components are written out.",
    "algebra": "The two sides are one expression written in two ways.",
}
"""By the codes of the rules."""
