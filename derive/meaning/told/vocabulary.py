"""Words that say nothing of what symbols are worth, by their kinds: data only.

A word belongs here if a sentence with it and other words of this list cannot make an equation true that is false
without that sentence: no property (symmetric, unit, normalised), no restriction (except, unless, first-order), no case,
no convention, and no name of an array that is special by its nature (covariance, projection). Where one of our own
readers hears a word, so that its guard withholds what it may make true, it may stand here all the same.
"""

LITTLE = """
a about above according accordingly across actually additionally after afterwards again against ago ah ahead ain aka al
algebraically all almost alone along already also alternatively although altogether always am among an analytically and
another any anyhow anyone anything anytime anyway anywhere apart are aren around as aside at automatically away back
backward backwards basically be beacause became because becuase been before begun behind being below beside besides best
better between beyond bit both bought briefly broke broken brought built but by came can cannot carefully caught certain
certainly cf ch chose chosen clearly closely commonly compactly completely computationally concretely congratulations
consequently conveniently conversely correctly cost could couldn cut dealt definitely despite did didn differently
directly do does doesn doing don done down dozen drawn driven drove due during each earlier early easily efficiently eg
eight eighth either else elsewhere enough entirely eq eqn eqns eqs essentially et etc even eventually ever every
everyone everything everywhere evidently exactly explicitly exponentially fairly fallen far fast faster fell felt few
fewer fifth fig figs finally first firstly five for formally forth fortunately forward forwards fought found four fourth
frequently from fully further furthermore gave general generally geometrically given gone got gotten gradually
graphically grew grown had handwritten hardly has hasn have haven having he heard heavily held hello hence her here hey
hi hidden highly him his hopefully hot how however hundred ideally ie if iff ii iii immediately implicitly in
incorrectly incredibly indeed individually informally initially inside instead interestingly into intuitively is isn it
iteratively its itself iv jointly just kept kind kinds knew known laid largely last lastly late later learnt least led
left lent less let lets like likewise literally ll long loosely lost lot lots luckily made mainly many mathematically
may maybe me meant meantime meanwhile merely met might million minus mistaken mistakenly more moreover most mostly much
multi must my myself namely naturally nb nd near nearly necessarily need needs neither never nevertheless next nine
ninth no nobody non none nonetheless nor normally not nothing now nowadays nowhere numerically numerous obviously of off
often oh ok okay on once ones only onto or originally other others otherwise our ours ourselves out outside over overall
own paid partially particular particularly partly per perhaps please plenty plus potentially pp precisely pretty
previously primarily probably properly ps put qed quick quickly quite ran rather rd re read really recently recurrently
recursively ref refs remarkably repeatedly resp respectively rest rewritten rewrote roughly said sat saw sec second
secondly seen sent separately seven seventh several shall she should shouldn shown shrunk significantly similarly simply
simultaneously since six sixth slightly slower slowly so sold some somebody somehow someone something sometimes somewhat
somewhere soon sorry sort sorts sought specifically spent split spoken spread st still stood straight straightforwardly
strongly stuck sub such surely surprisingly taken taught ten tenth th than thank thankfully thanks that the their them
themselves then there therefore these they third thirdly this those though thought thousand three threw thrice through
throughout thrown thus to today together told tomorrow too took totally toward towards twice two typically ultimately
under underneath understood undone unfortunately until up upon us usually various ve versa versus very via vice viz
voila vol vs was wasn way ways we welcome well went were what whatever when whenever where whereas wherever whether
which whichever while who whom whose why widely will with within without won wont wore worn worse worst would wouldn
written wrongly wrote wrt yes yesterday yet you your yours yourself zeroes zeros
"""
"""Articles, pronouns, conjunctions, prepositions, auxiliary verbs, adverbs and numerals, and irregular verb forms."""
VERBS = """
abbreviate accelerate accept access accomplish accumulate achieve acquire act activate adapt add address adjust admit
adopt advance affect agree aim allow alter alternate amount analyse analyze announce answer anticipate appear append
apply appreciate approach argue arise arrange arrive ascend ask assemble assess assign assist associate assure attach
attack attempt attend author average avoid award back backprop backpropagate balance base bear become begin behave
believe belong bend benefit bias bother bound bracket break bring broadcast build cache calculate call cancel capture
care carry cast categorize cause change check choose cite claim clarify classify clean clear click climb close code
collapse collect combine come comment communicate compare compile complete complicate compose comprehend compress
comprise compute concern conclude conduct configure confirm confuse connect consider consist construct contain continue
contribute control converge convert convey convince cope copy correct correspond cost count cover craft crash create
cross crystalize crystallize deal debug decide declare decode decompose decrease dedicate deduce defer define deliver
delve demonstrate denoise denote depend depict derive descend describe deserve design detail detect determine detour
develop devise differ differentiate digest direct disagree disappear discard discover discriminate discuss display
distinguish distribute dive diverge divide do document dot download draw drill drive earn edit elaborate eliminate embed
emphasise emphasize employ enable encode encounter encourage end endure engage enhance enjoy ensure enter enumerate
equip escape establish estimate evaluate examine exchange excite execute exhibit exist expand expect experiment explain
explode explore exponentiate export express extend extract face facilitate factor factorise factorize fade fail fall
favour feature feed feel figure fill finalise find finish fire fit fix flatten flow focus follow forget form formulate
freeze gain gather generalise generalize generate get give glance gloss go grab grasp group grow guess guide handle
happen help hide highlight hint hold hope host identify illustrate imagine implement imply import improve include
incorporate increase indicate infer influence inform initialise initialize insert inspect install instantiate integrate
intend interpret introduce investigate invite involve iterate join judge jump justify keep kick know label lack last
launch lay lead lean learn leave let license lie line link list live load locate log look loop lose love maintain make
manage manipulate map marginalise marginalize mark match matter maximise maximize mean measure meet mention minimise
minimize miss mistake mix model modify monitor motivate move multiply name navigate need note notice nudge number
observe obtain occur offer omit open operate optimise optimize organise organize outline output overfit overflow own
pack padlock paint parallelise parameterise parameterize parametrise parametrize parse pass pay penalise penalize
perceive perform pick place plan play plot plug point pop pose post practise predict prefer prepare present preserve
pretend prevent print proceed process produce program progress promise proofread propagate propose prove provide publish
pull push put query question quote race raise rank rate reach read realign realise realize rearrange reason recall recap
receive recognise recognize recombine recommend recompute reconstruct record recover redo reduce refactor refer refine
reflect refresh regard regress regroup reinforce reject relate rely remain remark remember remind remove rename render
reorder reparameterise reparameterize reparametrise reparametrize repeat replace report represent reproduce request
require rescan rescue resemble resolve respect respond rest restate result retrain retrieve return reuse reveal reverse
review revisit reward rewrite rid rise roll run sample satisfy save say scale scan scatter score scratch search see seek
seem select send separate serve set shape share sharpen shift ship show shrink sign simplify simulate sit sketch skip
slip smooth soften solve sort sound span speak specify spend split spot squash stand stare start state stay stem step
stick stop store stress structure struggle study submit substitute subtract succeed suffer suffice suggest suit sum
summarise summarize summon supply support surprise survive swap switch tackle take talk target teach telescope tell tend
test think throw tokenise tokenize touch trace track train transcribe transform translate transmit travel treat trick
trigger trust try tune turn tweak twist type understand unfold unify unpack unravel unroll update upgrade upload use
utilise utilize value vanish vary vectorise vectorize verify view visit visualise visualize vote wait walk want warn
watch weight win wish wonder work worry wrap write yield
"""
"""Verbs of derivations, and of those who write them, with all their regular forms."""
NOUNS = """
ability absence acceleration account accumulation accuracy action activation activity actor adagrad adam adapter
addition advantage advert advertiser advice agent ai aid aircraft algebra algorithm alpha alternative ambiguity amount
amplitude analogue analogy analysis anchor animation ann answer antenna appendix apple application approach architecture
area argmax argmin argument array arrow art article artist arxiv ascent ascii aspect asset assignment attempt attention
auction audience audio author auto autoencoder axes axis background backprogation backprop backpropagation
backpropogation bacteria ball bandit bank bar base baseline basic basics basis basket batch battery bayes bayesian bce
beginner beginning behavior behaviour benefit bengio bernoulli bert beta bias bidder binomial bishop bit block blog
blueprint boat boltzmann bond book borrower bottom bound bowl box brain branch break brevity brightness broker browser
budget building bulb bunch buyer byte cake calculation calculator calculus camera candidate capacitor capital caption
capture car care cart cat catalyst category cause caveat ce cell center centre certainty chain challenge chance change
channel chapter character charge chart chase cheat checkpoint chi chicken child choice cifar circle circuit city claim
clarity class classes classification classifier climate clip clue cluster clustering cnn cobb code codemirror
coefficient coffee coin collection college color colour column combination comma command comment communication community
company comparison competition completeness complexity complication component composition compound compression
computation computer concept concern conclusion condition confidence confusion connection consequence consideration
construction consumer content context contour contrast contribution conv convenience convergence conversion convolution
cookbook cooling coordinate copy core corner correctness correlation correspondence cosine cost count counter
counterpart country couple coupon course coursera credit criterion critic crop crossentropy cs cue current curvature
curve customer cycle data datapoint dataset date datum day deal dealer decay decision decoder default definition degree
delivery delta demand demo demonstration denominator density dependency depiction depth derivate derivation derivative
derivatives descent description design detail developer development deviation device diagram dice dictionary die
difference differentiation difficulty digit dimension direction discount discriminator discussion disease disguise
distance distillation distinction distribution divergence dividend division dl dnn doc doctor document dog domain dose
doubt douglas downhill dqn draft drawback driver drone drop drug duopoly duration earth edge effect efficiency effort
elasticity electron element elu em email embedding employee employer encoder encoding end energy engine engineer english
entorpy entropies entropy entry environment enzyme epidemic episode epoch epsilon equality equation error essay essence
estimate estimation estimator eta euler evaluation event everybody evidence evolution exam example exception exercise
exhaust exp expansion expectation experience experiment explanation exponent exponential exponentiation exporter
expression extent extreme eye face fact factor factorial factorisation factorization fall family fan farmer fashion
feature feedback feedforward field figure file filter finding firm fish flavor flavour flaw flow fluid focus food foot
footprint force forecast forest form format formula formulae formulas formulation foundation fraction frame framework
freedom friction front fruit fuel fun function furnace future gain game gamma gan gap garden gas gate gaussian gd gelu
gene generalisation generalization generator gist github glance glossary gmm goal goodfellow gpt grad gradient grammar
graph gravity growth gru guarantee guess guide guy habit hand handout harvest head header heading heat height help
helper hessian heuristic hill hinge hint hinton history home homework hope horse hospital hour house household html
huber human humans hyperparameter hyperplane hypotheses hypothesis idea illustration image imagenet imagination impact
implementation importance improvement indicator inductor inequality infection inference infinity information
initialisation initialization inline input insight inspiration instance instruction insurance integral integration
interaction intercept interest interface interpretation interval intro introduction intuition inventory investment
investor ion ipython issue item items iteration jacobian jax job journey jupyter kappa karpathy keras kettle key keyword
kl knowledge kullback kurtosis label labor labour lagrange lagrangian lake lambda lamp language laptop lasso latex law
layer layout leaf leap learner learning lecture leibler leibniz lemma lender length lesson letter level lexer library
life light likelihood limit limitation line link liquid list listener literature living llm ln loan location log
logarithm logic logistic logit logits look loop loss losses lstm machine mae magic magnitude manner map mapping margin
mark markdown market mass material math mathematician mathematics mathjax maths matplotlib matrices matrix matter max
maxima maximisation maximization maximum mean meaning measure measurement mechanism member memory message metadata
method methodology metric middle midpoint min mind minibatch minima minimisation minimization minimum minus minute
misconception mistake mixture ml mle mlp mnist mode model modeler modification module molecule moment momentum money
monopolist monopoly moon mortgage motivation move movie mse mu multiplication multiplier multiply music name nat nature
need negation neighbor neighbour net network neuralnetwork neuron news newton ng nll nlp nn node noise norm notation
note notebook notion nozzle nu number numerator numpy nutshell object objective observation occasion odds offset oil ols
omega operand operation operator opinion opponent opposite optimisation optimiser optimization optimizer optimum option
orbit order ordering origin oscillator outcome output outset oven overview package padding page pair panel paper
paragraph parameter parameterisation parameterization parametrisation parametrization parentheses parenthesis part
particle partition partner party pass passenger past patch path patient pattern pca pdf peak penalty pendulum pension
people percent perception perceptron performance period perplexity person perspective phase phi photon phrase physics pi
picture piece pilot pipe piston pixel place plan plane planet plant play player playlist plot plus pmf png point poisson
policy pollution pooling popularity population portfolio portion position positives possibility post posterior potential
power ppo practice predator predecessor prediction predictor preference preliminaries preliminary prerequisite presence
presentation pressure preview prey price prime primer principle prior probabilities probability probit problem procedure
process producer product production profit program programmer programming progress project proof proofreader propagation
propellant property proposition protein psi pt pump pupil purchase purpose puzzle px python pytorch quantity quarter
queries query question quiz quotient rabbit radar rain range rate rating ratio rbm reader reading readme reality reason
receiver recipe recognition recommender reconstruction recovery reduction referee reference refresher regard region
regression regularisation regulariser regularization regularizer reinforcement relation relationship relu reminder
reparameterisation reparameterization reparametrisation reparametrization repetition repository representation
reproduction requirement research researcher residual resistor resource respect respondent response responses
responsibility result retailer revenue review reviewer reward rgb rho ridge risk river rl rms rmse rmsprop rnn road
robot rocket role room root route routine row rule sail sake salary sample sanity sarsa satellite saver scalar scenario
scheme school science scientist scipy scope score scratch scripts se search season section seed selector seller sense
sensor sentence sequence series session setting settling setup sgd shannon shape sheet shipment shopper shortcut
shrinkage side sigma sigmoid sign signal silu similarity simplicity simplification simulation site situation size sketch
skewness skill slide slip slope snippet society sofmaxloss softmax softmaxes softmaxloss softplus software solution
something song sort sound source space spam species speech speed spirit spring sse stability stack stage stand
standpoint stanford start starting state statement statistics step stock story strategy stream street strength stride
strike structure student study stuff style subexpression subject subscriber subscript subsection subsidy substrate
success sum summand summary summation sun superscript supplier support surface surplus surprisal surprise survey swish
switch symbol synapse syntax system table tag tail talk tangent tangents tanh tank target task taste tau tax teacher
team technique temperature tensor tensorflow term terminology test text textbook tf theorem theory theta thing thought
thread threshold time timestep tip title todo token tool top topic total touch tournament town toy track trader training
trait transformation transformer transition translation transmitter treatment tree trial trick triplet trouble trpo
truck truth tumor tumour turbine turn tutorial type underfitting underflow understanding unicode university unknown
update usage use user utility vaccine vae validation value valve variable variant variation variety vector vectorisation
vectorization vehicle velocity verification version video view viewer viewpoint virus visualisation visualization
vocabulary volatility voltage volume voter wage walk walkthrough warehouse warmup warning water wave website week weight
welfare while whole width wiki wikipedia window wing wise wobble word work worker workflow world worry writer xi year
yhat youtube zoo
"""
"""Nouns of the field and of what is written about it, with their plurals."""
HEARD = """
affine approximate approximately approximation approximations assume assumed assumes assuming assumption assumptions
bilinear case cases centered centred covariance covariances definite delta detach detached diagonal distinct eigenvalue
eigenvalues frozen idempotent identities identity index indices integer integers kernel kernels kronecker linear
negative one orthogonal orthonormal permutation permutations positive precision projection projections projector
projectors proportion proportions restrict restricted restricting restricts rotation rotations scalar semidefinite
simplex single slash spin spins square squares standard suppose supposed supposing symmetric transpose transposed
triangular unitary variance variances zero
"""
"""What other guards hear, of one-hot vectors, of cases, of special matrices, of constants."""
ADJECTIVES = """
able abstract accessible accurate actual additional adjacent advanced aforementioned alive amazing analogous analytic
analytical anew annoying apparent appealing applicable appropriate arbitrary automatic available average aware awesome
awkward bad basic batched beautiful big bigger binary black bold boring brief bright broad busy careful categorical
central cheap classic classical clean clear clever close closest comfortable common compact complete complex complicated
componentwise comprehensive computable computational concave conceptual concise concrete conditional confident confusing
consecutive consistent constant constants continuous contrastive convenient conventional convex convolutional cool
correct corresponding crucial curious current cute daily dangerous decent dedicated deep dense dependent desirable
desired detailed di different differentiable difficult dimensional dimensionality direct discrete dj dominant double
downhill downstream dull dynamic eager early easier easy effective effectively efficient elegant elementwise empirical
entire entrywise equivalent essential evenly eventual evident exact excellent exciting expensive explicit exponential
extra extreme fair familiar famous fancy fantastic favorite favourite feedforward final finite five focal following fond
forgotten formal former free freed frequent fresh friendly full fully functional fundamental future gated generative
generic gentle geometric given glad global good grand graphical grateful grayscale great greater green handy happy hard
harder hardest harmless heavy helpful hicksian hidden high higher highest hot huge human hyperbolic ideal ij ik
immediate important impossible incoming incorrect indenpendent independent individual inefficient infinite informal
informative initial inner innermost instructive intelligent interested interesting intermediate internal intuitive
invertible irrelevant jk joint junior key known labeled labelled large larger largest latent latest latter lazy
learnable lengthy likely little local locally logged logical logistic lone long longer loose loud low lower lowest lucky
main major manual manually marginal marshallian mathematical maximal meaningful measured messy mild mini minimal minor
modern monotone monotonic multiclass multidimensional multilayer multinomial multivariate mysterious naive narrow
natural nearby neat necessary negative nervous neural new newer nice noisy nonlinear notational numeric numerical
observed obvious old older online open optimal ordinary original outer outermost outgoing outlined overall painful
pairwise parallel partial past peculiar perfect personal physical plain plausible pointless pointwise poor popular
positive possible powerful practical precise predefined preferred preliminary present pretrained pretty previous
principal probabilistic probable prominent promised prone proper public pure purple quadratic random rare raw ready real
realistic reasonable recent rectified recurrent recursive red redundant regular relative relatively relevant remaining
remarkable respective reverse rich right rigorous robust rough round rounded safe safely sample satisfactory satisfying
scale scaled scary scientific senior sensible separate sequential serious sharper short shorter sided similar simple
simpler simplest sincere sizable skilled slow small smaller smallest smart smooth smoother so-called soft softened
softmaxed solid sophisticated spatial special specific squared stable standalone static statistical steep steepest
stepwise stochastic straightforward strange strict strictly strong subsequent subtle successful sudden sufficient
suitable summed supervised sure surprising suspicious symbolic technical tedious temporal terrible theoretical thick
thin tidy tiny tough traditional trailing trainable trickier tricky trivial true typical ugly unanswered unclear
undefined underlying unfamiliar unhappy unique univariate unknown unlabelled unlike unlikely unnecessary unnormalised
unnormalized unobserved unseen unsupervised unusual upcoming uphill upper upstream useful useless usual vague valid
valuable variable variational various vast visible visual vital weak weighted weird welcome whole wide wonderful worth
worthwhile wrong xi yi young
"""
"""Adjectives and participles."""
OF_MATRICES = """
correlation cost curvature difference dispersion distance energy error expectation fisher generator hessian information
interaction inverse kernel mass metric moment norm outer overlap pair pairwise penalty precision prior probability
product projection reflection regulariser regularizer relation relationship similarity stiffness tensor transition
"""
"""Words among these that may say something of a square matrix: that it is symmetric, or what its rows add up to."""
OF_DEPENDENCE = """
accordingly accumulate adapt adjust alter alternate approach arise ascend average became become broadcast build built
calculate came change climb combine come compress compute conditional construct converge copy correlate curve decay
decode decompose decrease deduce depend dependence dependency dependent descend develop diverge driven dynamic
ensure estimate evaluate expand exponentially extract fade fall fallen fell flow fluctuate follow function gain gather
generate gradually grew grow grown guarantee increase infer involve iteratively jointly jump lag makes maximise maximize
minimise minimize modify monotone monotonic move obtain optimise optimize predict produce progress propagate react
reconstruct recover recurrent recursive reduce reflect relate relation relationship rely resemble respond response
reverse rise rolled rotate shift shrink shrunk simulate slide slip smooth soften solve spread squash subtract summarise
summarize tend track transform translate travel turn update vary went
"""
"""Words among these that may say of a symbol that it depends on others."""
OF_DEFINITIONS = """
accuracy action actions activation activations algorithm amplitude angle attention average batch bce belief bias block
bound bpr classifier code coefficient coefficients component components constant cosine cost costs criterion
crossentropy data dataset decision deficit definition density deviation discriminator distance distribution
distributions divergence elements embedding embeddings energy entries entropy entry equation error errors estimator
estimators example expression family feature features field filter force form formula function functional functions gate
gates generator hamiltonian height hypothesis image input inputs interest kernel kl label labels lagrangian lasso law
layer layers length likelihood log logit logits loglikelihood loss losses machine map mask matrix mean means metric
mixture mode model models momentum mse network networks neuron neurons node nodes noise norm normalization number
numbers objective odds operation operator output outputs parameter parameters partition penalty perceptron perplexity
point points policy polynomial population position potential preactivation prediction predictions predictor price prior
probabilities probability problem process product profit quantity radius ratio reconstruction regression regulariser
regularizer relation relu representation residual residuals response reward risk rule sample samples scheme score scores
sequence series setup sigmoid signal similarity size softmax softplus state states statistic step sum surface system
target targets temperature theorem time total transform transformation unit units update updates utility value values
variable variables variance vector vectors velocities volume wave weight weights width
"""
"""Nouns by which new quantities are defined, rather than found."""
OF_DERIVED = """
adjoint anti antiderivative average best canonical conjugate critical cumulative derived dual efficient equilibrium
expected final first fisher inverse iterate limiting linearised linearized marginal maximal maximum minimal minimum
optimal optimum primitive reduced resulting score second signal stationary steady tangent taylor third threshold
"""
"""Words that make of these what is found from something else."""
OF_NO_CIRCUMSTANCE = """
a about above above-mentioned accordance activation activations adding addition after agreement algebra all also among
an and answer any applying approach are as at back backprop backpropagation backward base batch be been before beginning
below between bias biases binary both bracket brackets brevity by calculating calculus canceling cancelling case cases
chain change clarity class classes code collecting column columns combining compact completeness component components
computing contrast convenience coordinates cost course cross cross-entropy data dataset deep definition definitions
delta denominator derivative derivatives descent detail details deviation deviations different differentiating
differentiation direction directions distinct dividing down each element element-wise elements elementwise end entries
entropy entry entrywise equation equations error errors every everything example examples exp expanding exponent
exponential expression expressions fact factoring fashion figure finally find first following form forms formula
formulas forward from function functions general generality get gradient gradient-based gradients hand has have help
here hessian hidden hint i.e idea in index input inputs inserting instance into is it its jacobian kronecker label
labels last layer layers learning left let letter letters library light likelihood line linear lines log logarithm
logistic logit logits logs loss machine manner many mathematics matrices matrix mean means mentioned method mind model
more multiclass multiplying namely negative network networks neural neuron neurons next no node nodes nonlinearity
notation now number numbers numerator obtain of on one only or order other our out output outputs over overall parameter
parameters part partial particular parts pass per picture plugging point positive power practice preceding prediction
predictions previous probabilities probability product program proof proportion putting python question quotient
rearranging recipe regression relu replacing respect result results rewriting right row rows rule rules same sample
samples scalar scalars second section see sense several short side sides sigmoid simple simplicity simplification
simplifying so softmax some square squares step steps stop stop-gradient stop-gradients substituting substitution
subtracting such sum summing table taking tanh target targets term terms that the their them then there these they third
this those three time to together total training trick two under unit units up update updates us use used using variable
variables vector vectors via view vocabulary was way ways we weight weights were where which will with words writing you
"""
"""Words that may follow "in the", "for" or "with" and name no special place or case."""
PHRASES = """
and zero, any one, are equal because, at one, at the same time, batch norm, batch normalisation, batch normalization,
become zero, becomes zero, chain rule, cosine similarity, cross entropy, depend only on, depends only on, derivative
equal to, derivative is zero, derivatives are zero, derivatives equal to, do the same, dot product, each one, each unit,
equal to zero, equalities, equality, equals, every one, every unit, floating point, going to equal, gradient equal,
gradient equal to, half of the, half the, hidden unit, hidden units, in order, in the same, inner product, input units,
is zero for, is zero for eigenvectors, is zero for the eigenvectors, is zero if, is zero unless, is zero when, it is
perpendicular to, large scale, layer norm, layer normalisation, layer normalization, linear algebra, linear classifier,
linear combination, linear combinations, linear function of, linear in, linear layer, linear layers, linear map, linear
model, linear models, linear operation, linear operator, linear part, linear regression, linear transformation, linear
unit, linear units, linearity, log likelihood, matrix product, maximum likelihood, mean of, mean squared error, multiple
classes, multiple dimensions, multiple examples, multiple inputs, multiple layers, multiple neurons, multiple outputs,
multiple parameters, multiple samples, multiple times, multiple variables, must equal, no one, non linear, non zero,
nonzero, norm of, normal distribution, normal distributions, normal equation, normal equations, normalisation constant,
normalisation factor, normalised by, normalised features, normalised so that, normalised values, normalised with,
normalization constant, normalization factor, normalization term, normalized by, normalized features, normalized so
that, normalized values, normalized with, not equal, not only, of the same shape, one after, one another, one at a time,
one by one, one can, one class, one column, one component, one could, one direction, one entry, one example, one factor,
one finds, one gets, one half, one has, one hot, one index, one input, one layer, one letter, one line, one may, one
might, one more, one must, one neuron, one number, one observation, one obtains, one of, one only, one output, one
parameter, one place, one point, one row, one rule, one sample, one score, one sees, one side, one step, one sum, one
term, one thing, one time, one unit, one value, one way, one weight, one word, only appears in, only depend on, only
depends on, only if, only one term, only term, only the term, only when, order of, order to, output unit, output units,
power rule, product rule, quotient rule, rms normalisation, rms normalization, row is equal to, say the same, says the
same, scale of, set to zero, similarity of, square root, square roots, squared error, squares, standard deviation, stay
the same, stays the same, sum rule, term is zero, terms are zero, terms of, that one, the one, the only term, the other
half, the same approach, the same argument, the same as above, the same calculation, the same computation, the same
cosine, the same derivation, the same expression, the same formula, the same idea, the same letters, the same logic, the
same manner, the same method, the same notation, the same number, the same operation, the same procedure, the same
process, the same rate, the same reason, the same result, the same rule, the same shape, the same steps, the same
temperature, the same thing, the same trick, the same value, the same way, the square of, this one, to one, to zero,
unit test, units of, up to here, up to now, up to this point, variance of, with multiple, zero for, zero for
eigenvectors, zero for the eigenvectors, zero otherwise
"""
"""Groups of words that say nothing though a word in them might elsewhere."""
CHINESE = """
的 了 和 与 及 以及 或 或者 而 并 并且 且 也 都 就 就是 是 为 在 中 里 上 下 对 对于 关于 由 由于 因为 所以
因此 因而 于是 从而 故 则 那么 即 即可 也就是 也就是说 其 其中 它 它们 这 那 这个 这些 那些 这里 这样 我们 你
大家 可 可以 能 能够 要 需要 想要 将 把 被 用 使用 利用 采用 应用 通过 根据 按照 依据 基于 有 具有 没有 得 得到
获得 求 求得 求出 求解 求导 推导 推出 计算 算出 写 写成 写作 写为 记 记作 记为 称为 叫 叫做 表示 代表 定义 给定
已知 设 令 代入 带入 展开 化简 整理 合并 变形 如下 如上 上述 下面 下式 上式 此 此时 时 当 若 如果 情况 情形
否则 首先 其次 然后 接着 再 又 最后 最终 现在 先 后 前 前面 后面 一 二 三 两 一个 两个 每 每个 每一 每一个 第
第一 第二 第三 个 次 部分 整个 结果 过程 步骤 方法 公式 等式 式 式子 式中 方程 定理 法则 链式法则 求导法则 乘法
除法 加法 减法 导 导数 偏导 偏导数 微分 梯度 函数 损失 损失函数 代价 代价函数 目标函数 交叉熵 激活 激活函数
指数 对数 分子 分母 求和 变量 参数 权重 权值 偏置 输入 输出 特征 样本 数据 数据集 训练 预测 真实 标签 类别 分类
概率 分布 模型 网络 神经网络 神经元 节点 隐藏层 输出层 输入层 单元 反向传播 前向传播 传播 误差 学习 学习率 优化
更新 下降 梯度下降 算法 问题 例子 例如 比如 注意 可知 可见 显然 易知 容易 知道 看 看到 看出 考虑 分析 说明 证明
解释 进行 直接 简单 简写 具体 一般 通常 常用 实际 实际上 之后 之前 之间 向量 矩阵 元素 下标 索引 维 维度 形式
关系 影响 变化 改变 增加 减小 越 很 非常 比较 更 最 不 没 但 但是 只是 不过 然而 如何 怎么 什么 为什么 种类
一层 一步 一项 写出 得出 给出 求出来 项目 每层 每一层 每一项
"""
"""Words of Chinese, of which texts are made without spaces."""
