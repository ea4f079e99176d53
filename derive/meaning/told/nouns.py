"""The words by which prose calls symbols: data only."""

CONSTANT = (
    r"\b(?:known|given(?! by)|fixed|(?<!izing )(?<!ising )(?<!ization )(?<!isation )constants?\b(?! factor)"
    r"|hyper-?parameters?|independent of|predefined|prescribed"
    r"|arbitrary|(?:does|do) not (?:depend|vary|change)|treated as|detached|frozen)"
)
"""What depends on nothing, whatever it is."""
OUTPUTS = (
    r"\b(?:outputs?|predictions?|predicted|predictors?|predictive|estimat(?:e|es|ed|ors?)|(?:pre-?)?activations?"
    r"|hidden (?:states?|units?|layers?|vectors?|representations?)|loss(?:es)?|costs?|objectives?|residuals?"
    r"|(?:log-?)?likelihoods?|softmax|sigmoid|normali[sz](?:ers?|ing|ations?|ed)|(?:log-)?partition function"
    r"|log-sum-exp|(?:batch|sample) statistics?|standardi[sz]ed|fitted|reconstructions?|functions?|functionals?"
    r"|attention|responsibilit(?:y|ies)|posteriors?)\b"
)
"""What is computed, from whatever is at hand."""
STATISTICS = (
    r"\b(?:means?|averages?|medians?|modes?|(?:co)?variances?|deviations?|norms?|lengths?|magnitudes?|sums?|totals?"
    r"|maxim(?:um|a|al)|minim(?:um|a|al)|max|min|largest|smallest|quantiles?|percentiles?|products?|logarithms?"
    r"|exponentials?|squares?|roots?|centroids?|centres?|centers?|ranges?|entrop(?:y|ies)|divergences?|distances?"
    r"|correlations?|moments?|ratios?|differences?|ranks?|order statistics?|eigen\w+|determinants?|traces?|inverses?"
    r"|integrals?|derivatives?|gradients?|jacobians?|hessians?)\b"
)
"""What is computed from what stands after "of"."""
DERIVED = (
    r"\b(?:states?|responses?|results?|errors?|images?|transform\w*|projections?|embeddings?|encodings?|codes?"
    r"|representations?|logits?|scores?|solutions?|optim(?:um|a|al)|steady|equilibri\w+|approximations?|statistics?"
    r"|advantages?|returns?|values? functions?|features? maps?|gates?|latents?|messages?|beliefs?|expectations?"
    r"|expected|baselines?|computed|calculated|obtained|derived|estimated|inferred|formed|built|constructed|averaged"
    r"|summed|pooled|aggregated|accumulated|learned|twice|double|half|triple|proportional|equal|related|linked|tied"
    r"|multiples?|fractions?|functions?|reciprocals?|opposites?|negatives?|complements?)\b"
)
"""What is often computed."""
PLAIN = frozenset(
    word
    for words in (
        "constant parameter weight bias input label target datum data sample observation feature coefficient rate size",
        "step number integer index scalar dimension class category margin slope intercept exponent base angle noise",
        "word token position row column symbol letter discount reward sign count degree order epoch iteration time",
        "neuron node temperature threshold strength penalty factor mass variable argument multiplier width height",
        "truth network layer depth capacity scale price demand budget set space domain field distribution density",
        "probability regularizer regularization momentum decay learning batch dataset outcome event answer example",
        "item unit component entry element vector matrix tensor value quantity amount true ground one-hot real random",
        "model",
    )
    for word in words.split(" ")
)
"""Heads of what an author chooses or measures."""
EMPTY = frozenset(
    ("vector", "matrix", "tensor", "value", "number", "scalar", "unit", "variable", "entry", "component", "element")
)
"""Heads that say nothing of what their symbol is, where a word before them does: the mean vector."""
NOTHING = frozenset(
    ("term", "expression", "equation", "formula", "side", "part", "symbol", "letter", "notation", "case")
)
"""Heads that say nothing of what a symbol is."""
MEASURED = r"\b(?:wanted|desired|target|true|correct|observed|actual|measured|intended|training|reference|ground)\b"
"""What makes of such a noun something that is not: the wanted output."""
COMPUTED = (
    r"\b(?:mean|average|median|total|max\w*|min\w*|largest|smallest|expected|predicted|estimated|optimal|fitted"
    r"|normali[sz]\w+|attention|reconstructed|(?:co)?variance)\b"
)
"""What makes of such a head something that is computed: the mean reward."""
ARRAYS = (
    r"(?:matri(?:x|ces)|vectors?|tensors?|random variables?|rotations?|reflections?|permutations?|shears?|operators?"
    r"|quaternions?|hamiltonians?|jacobians?|hessians?|linear (?:maps?|transformations?)|linear layers?"
    r"|group elements?|elements of (?:a|the) group|transformations?|projections?|projectors?|endomorphisms?"
    r"|automorphisms?|braids?)\b"
)
"""What does not multiply as numbers do."""
QUANTITIES = (
    r"\b(?:numbers?|scalars?|constants?|coefficients?|mass(?:es)?|forces?|accelerations?|speeds?|velocit(?:y|ies)"
    r"|distances?|displacements?|lengths?|widths?|heights?|areas?|volumes?|radi(?:us|i)|times?|durations?|periods?"
    r"|frequenc(?:y|ies)|currents?|voltages?|potentials?|resistances?|conductances?|capacitances?|inductances?"
    r"|charges?|pressures?|temperatures?|densit(?:y|ies)|energ(?:y|ies)|powers?|work|heat|efficienc(?:y|ies)|rates?"
    r"|prices?|costs?|quantit(?:y|ies)|amounts?|incomes?|wages?|capital|labou?r|revenues?|profits?|budgets?|demand"
    r"|supply|probabilit(?:y|ies)|odds|sizes?|counts?|moles?)$"
)
"""What is a number, whatever else it is."""
OF_MATRICES = (
    r"(?i:\b(?:matri(?:x|ces)|jacobians?|hessians?|linear (?:maps?|operators?|networks?|layers?|transformations?)"
    r"|operators?|eigendecomposition|invertible|diagonali[sz]\w+|rotat(?:es?|ions?|ing)|reflections?|preconditioner"
    r"|change of basis|bas[ei]s change|similar(?:ity transform\w*)?\b(?! (?:to|way|argument|reason|manner))"
    r"|factori[sz]ation|decompos\w+|shears?|conjugat\w+|commut\w+|permutations?|quaternions?|hamiltonians?"
    r"|transfer functions?|plant|group|singular values?|eigen\w+|transposed?|determinants?|nilpotent|idempotent"
    r"|square\b(?! (?:of|root|loss|error|the|both|brackets?|it|and|deviation))|orthogonal|unitary|symplectic"
    r"|lie algebra|layers?|encoder|decoder|row-major|low[- ]rank|rank|lora|adapters?|whitening|covariances?|kronecker"
    r"|spectral|gram|projections?|pseudo-?inverse|left inverse|right inverse|cayley|neumann series))"
    r"|(?:\b|\s|\$)[a-z0-9]\s*(?:\\times|×)\s*[a-z0-9](?:\b|\s|\$)|\b[GSO]?[LOUp]\s*_?\s*[({]?\s*[nN2-9]"
    r"|\\(?:det|operatorname\{(?:tr|det|rank)\}|mathrm\{(?:tr|det|rank)\}|mathbf\{I\})|\\otimes"
)
"""By which words, or signs, a document speaks of matrices."""
