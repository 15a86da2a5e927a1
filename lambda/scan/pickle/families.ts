/** Classes that are allowed wherever in their library they live: versions have moved them about. Data, as allowed.ts. */

import { words } from "./allowed.ts";

const LAYERS = words(`
  AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d AdaptiveLogSoftmaxWithLoss AdaptiveMaxPool1d AdaptiveMaxPool2d
  AdaptiveMaxPool3d AlphaDropout AvgPool1d AvgPool2d AvgPool3d BCELoss BCEWithLogitsLoss BatchNorm1d BatchNorm2d
  BatchNorm3d Bilinear CELU CTCLoss ChannelShuffle ConstantPad1d ConstantPad2d ConstantPad3d Conv1d Conv2d Conv3d
  ConvTranspose1d ConvTranspose2d ConvTranspose3d CosineEmbeddingLoss CosineSimilarity CrossEntropyLoss CrossMapLRN2d
  DataParallel Dropout Dropout1d Dropout2d Dropout3d ELU Embedding EmbeddingBag FeatureAlphaDropout Flatten Fold
  FractionalMaxPool2d FractionalMaxPool3d GELU GLU GRU GRUCell GaussianNLLLoss GroupNorm Hardshrink Hardsigmoid
  Hardswish Hardtanh HingeEmbeddingLoss HuberLoss Identity InstanceNorm1d InstanceNorm2d InstanceNorm3d KLDivLoss
  L1Loss LPPool1d LPPool2d LSTM LSTMCell LayerNorm LazyBatchNorm1d LazyBatchNorm2d LazyBatchNorm3d LazyConv1d
  LazyConv2d LazyConv3d LazyConvTranspose1d LazyConvTranspose2d LazyConvTranspose3d LazyInstanceNorm1d
  LazyInstanceNorm2d LazyInstanceNorm3d LazyLinear LeakyReLU Linear LocalResponseNorm LogSigmoid LogSoftmax MSELoss
  MarginRankingLoss MaxPool1d MaxPool2d MaxPool3d MaxUnpool1d MaxUnpool2d MaxUnpool3d Mish Module ModuleDict
  ModuleList MultiLabelMarginLoss MultiLabelSoftMarginLoss MultiMarginLoss MultiheadAttention NLLLoss NLLLoss2d PReLU
  PairwiseDistance Parameter ParameterDict ParameterList PixelShuffle PixelUnshuffle PoissonNLLLoss RNN RNNBase
  RNNCell RNNCellBase RReLU ReLU ReLU6 ReflectionPad1d ReflectionPad2d ReflectionPad3d ReplicationPad1d
  ReplicationPad2d ReplicationPad3d SELU Sequential SiLU Sigmoid SmoothL1Loss SoftMarginLoss Softmax Softmax2d Softmin
  Softplus Softshrink Softsign SyncBatchNorm Tanh Tanhshrink Threshold Transformer TransformerDecoder
  TransformerDecoderLayer TransformerEncoder TransformerEncoderLayer TripletMarginLoss TripletMarginWithDistanceLoss
  Unflatten Unfold UninitializedBuffer UninitializedParameter Upsample UpsamplingBilinear2d UpsamplingNearest2d
  ZeroPad2d NonDynamicallyQuantizableLinear RMSNorm CircularPad1d CircularPad2d CircularPad3d _ConvNd _BatchNorm
  _NormBase _InstanceNorm ConvReLU2d Buffer DistributedDataParallel
`);

const OPTIMIZERS = words(`
  ASGD Adadelta Adafactor Adagrad Adam AdamW Adamax ChainedScheduler ConstantLR CosineAnnealingLR
  CosineAnnealingWarmRestarts CyclicLR ExponentialLR LBFGS LRScheduler LambdaLR LinearLR MultiStepLR MultiplicativeLR
  NAdam OneCycleLR Optimizer PolynomialLR RAdam RMSprop ReduceLROnPlateau Rprop SGD SequentialLR SparseAdam StepLR
  _LRScheduler
`);

/** Estimators, their kernels, trees, losses and distances in all versions; modules moved about, the names stayed. */
const ESTIMATORS = words(`
  ARDRegression AdaBoostClassifier AdaBoostRegressor AdamOptimizer AdditiveChi2Sampler AffinityPropagation
  AgglomerationTransform AgglomerativeClustering ArgKmin ArraySlicingWrapper BaggingClassifier BaggingRegressor
  BallTree BallTree32 BallTree64 BaseBagging BaseCrossValidator BaseDecisionTree BaseDenseSplitter
  BaseDistancesReductionDispatcher BaseEnsemble BaseEstimator BaseForest BaseGradientBoosting BaseGraphicalLasso
  BaseHistGradientBoosting BaseLabelPropagation BaseLibLinear BaseLibSVM BaseLink BaseLoss BaseMixture
  BaseMultilayerPerceptron BaseOptimizer BaseRandomProjection BaseSGD BaseSGDClassifier BaseSGDRegressor BaseSVC
  BaseSearchCV BaseShuffleSplit BaseSparseSplitter BaseSpectral BaseSuccessiveHalving BaseWeightBoosting
  BayesianGaussianMixture BayesianRidge BernoulliNB BernoulliRBM BestFirstTreeBuilder BestSparseSplitter BestSplitter
  Binarizer BinaryCrossEntropy BinaryTree BinaryTree64 BinomialDeviance Birch BisectingKMeans BrayCurtisDistance Bunch
  CCA CalibratedClassifierCV CanberraDistance CategoricalCrossEntropy CategoricalNB ChebyshevDistance
  ChebyshevDistance64 ClassicalMDS Classification ClassificationCriterion ClassificationLossFunction ClassifierChain
  ColumnTransformer ComplementNB CompoundKernel ConstantKernel CountVectorizer Criterion CyExponentialLoss
  CyHalfBinomialLoss CyHalfGammaLoss CyHalfMultinomialLoss CyHalfPoissonLoss CyHalfTweedieLoss
  CyHalfTweedieLossIdentity CyLossFunction CyPinballLoss DBSCAN DecisionTreeClassifier DecisionTreeRegressor
  DepthFirstTreeBuilder DiceDistance DictVectorizer DictionaryLearning DistanceMetric DistributionBoundary DotProduct
  DummyClassifier DummyRegressor ElasticNet ElasticNetCV EllipticEnvelope EmpiricalCovariance Entropy
  EpsilonInsensitive EuclideanDistance EuclideanDistance32 EuclideanDistance64 ExpSineSquared
  ExponentialDispersionModel ExponentialLoss Exponentiation ExtraTreeClassifier ExtraTreeRegressor
  ExtraTreesClassifier ExtraTreesRegressor FactorAnalysis FastICA FeatureAgglomeration FeatureHasher FeatureUnion
  FixedThresholdClassifier ForestClassifier ForestRegressor FriedmanMSE FrozenEstimator FunctionTransformer
  GammaDistribution GammaRegressor GaussianMixture GaussianNB GaussianProcessClassifier GaussianProcessRegressor
  GaussianRandomProjection GenericUnivariateSelect Gini GradientBoostingClassifier GradientBoostingRegressor
  GraphicalLasso GraphicalLassoCV GridSearchCV GroupKFold GroupShuffleSplit HDBSCAN HalfBinomialLoss
  HalfBinomialLossArrayAPI HalfGammaLoss HalfMultinomialLoss HalfPoissonLoss HalfTweedieLoss HalfTweedieLossIdentity
  HalvingGridSearchCV HalvingRandomSearchCV HammingDistance HashingVectorizer HaversineDistance HaversineDistance64
  Hinge HistGradientBoostingClassifier HistGradientBoostingRegressor HistogramBuilder Huber HuberLossFunction
  HuberRegressor Hyperparameter IdentityLink Imputer IncrementalPCA IntFloatDict Interval InverseGaussianDistribution
  IsolationForest Isomap IsotonicRegression IterativeImputer JaccardDistance KBinsDiscretizer KDTree KDTree32 KDTree64
  KFold KMeans KNNImputer KNeighborsClassifier KNeighborsRegressor KNeighborsTransformer Kernel KernelCenterer
  KernelDensity KernelOperator KernelPCA KernelRidge KeyValTuple KeyValTupleParam KulsinskiDistance LabelBinarizer
  LabelEncoder LabelPropagation LabelSpreading Lars LarsCV Lasso LassoCV LassoLars LassoLarsCV LassoLarsIC
  LatentDirichletAllocation LeastSquares LeaveOneGroupOut LeaveOneOut LeavePGroupsOut LeavePOut LedoitWolf
  LinearDiscriminantAnalysis LinearModel LinearModelCV LinearModelLoss LinearRegression LinearSVC LinearSVR
  LocalOutlierFactor LocallyLinearEmbedding Log LogLink LogOddsEstimator LogisticRegression LogisticRegressionCV
  LogitLink LossFunction MAE MDS MLPClassifier MLPRegressor MSE MahalanobisDistance MahalanobisDistance64
  ManhattanDistance ManhattanDistance64 MatchingDistance Matern MaxAbsScaler MeanEstimator MeanShift MetadataRequest
  MethodMetadataRequest MinCovDet MinMaxScaler MiniBatchDictionaryLearning MiniBatchKMeans MiniBatchNMF
  MiniBatchSparsePCA MinkowskiDistance MinkowskiDistance64 MissingIndicator MissingValues ModifiedHuber
  MultiLabelBinarizer MultiOutputClassifier MultiOutputEstimator MultiOutputRegressor MultiTaskElasticNet
  MultiTaskElasticNetCV MultiTaskLasso MultiTaskLassoCV MultinomialDeviance MultinomialLogit MultinomialNB NMF
  NearestCentroid NearestNeighbors NeighborhoodComponentsAnalysis NeighborsBase NeighborsHeap NewtonCholeskySolver
  NewtonSolver NoSampleWeightWrapper NodeHeap NormalDistribution Normalizer NuSVC NuSVR Nystroem OAS OPTICS
  OneClassSVM OneHotEncoder OneVsOneClassifier OneVsRestClassifier OrdinalEncoder OrthogonalMatchingPursuit
  OrthogonalMatchingPursuitCV OutputCodeClassifier PCA PLSCanonical PLSRegression PLSSVD PairwiseKernel ParameterGrid
  ParameterSampler PassiveAggressiveClassifier PassiveAggressiveRegressor PatchExtractor Perceptron PinballLoss
  Pipeline Poisson PoissonDistribution PoissonRegressor PolynomialCountSketch PolynomialFeatures PowerTransformer
  PredefinedSplit PresortBestSplitter PriorProbabilityEstimator Product QuadraticDiscriminantAnalysis
  QuantileEstimator QuantileLossFunction QuantileRegressor QuantileTransformer RANSACRegressor RBF RBFSampler RFE
  RFECV RadiusNeighbors RadiusNeighborsClassifier RadiusNeighborsRegressor RadiusNeighborsTransformer
  RandomForestClassifier RandomForestRegressor RandomSparseSplitter RandomSplitter RandomTreesEmbedding RandomizedPCA
  RandomizedSearchCV RationalQuadratic Regression RegressionCriterion RegressionLossFunction RegressorChain
  RepeatedKFold RepeatedStratifiedKFold Ridge RidgeCV RidgeClassifier RidgeClassifierCV RobustScaler
  RogersTanimotoDistance RussellRaoDistance SEuclideanDistance SGDClassifier SGDOneClassSVM SGDOptimizer SGDRegressor
  SVC SVR SelectFdr SelectFpr SelectFromModel SelectFwe SelectKBest SelectPercentile SelfTrainingClassifier
  SequentialFeatureSelector ShrunkCovariance ShuffleSplit SimpleImputer SkewedChi2Sampler SokalMichenerDistance
  SokalSneathDistance SparseCoder SparsePCA SparseRandomProjection SpectralBiclustering SpectralClustering
  SpectralCoclustering SpectralEmbedding SplineTransformer SplitInfo Splitter SquaredEpsilonInsensitive SquaredHinge
  SquaredLoss StackingClassifier StackingRegressor StandardScaler StratifiedGroupKFold StratifiedKFold
  StratifiedShuffleSplit Sum TSNE TargetEncoder TfidfTransformer TfidfVectorizer TheilSenRegressor TimeSeriesSplit
  TransformedTargetRegressor Tree TreeBuilder TreeGrower TreePredictor TruncatedSVD TunedThresholdClassifierCV
  TweedieDistribution TweedieRegressor VarianceThreshold VotingClassifier VotingRegressor WMinkowskiDistance
  WeightedMedianCalculator WeightedPQueue WhiteKernel ZeroEstimator _AlphaPruner _BaseChain _BaseComposition
  _BaseDiscreteNB _BaseEncoder _BaseFilter _BaseHeterogeneousEnsemble _BaseImputer _BaseKFold _BaseKMeans _BaseNB
  _BaseNMF _BasePCA _BaseRidge _BaseRidgeCV _BaseScorer _BaseSparseCoding _BaseSparsePCA _BaseStacking _BaseVoting
  _BinMapper _BinaryGaussianProcessClassifierLaplace _BisectingTree _CCPPruneController _CFNode _CFSubcluster
  _CalibratedClassifier _ConstantPredictor _CurveScorer _GeneralizedLinearRegressor _IDCounter _IdentityClassifier
  _IdentityRegressor _ImputerTriplet _MultiOutputEstimator _MultimetricScorer _NaNCounter _PLS _PassthroughScorer
  _PredictScorer _ProbaScorer _QuadTree _RemainderColsList _RepeatedSplits _RidgeGCV _Scorer _SigmoidCalibration
  _TemperatureScaling _ThresholdScorer _VerboseHelper _XT_CenterStackOp _X_CenterStackOp _nandict
`);

/** Scorers and tests that estimators refer to by name. */
const MEASURES = words(`
  _passthrough_scorer accuracy_score balanced_accuracy_score f1_score precision_score recall_score roc_auc_score
  average_precision_score log_loss mean_squared_error mean_absolute_error r2_score make_scorer f_classif f_regression
  chi2 mutual_info_classif mutual_info_regression f_oneway
`);

/** Names that are allowed wherever in a library they live: versions have moved them about. */
export const ALLOWED_FAMILIES: readonly { readonly module: RegExp; readonly names: ReadonlySet<string> }[] = [
  { module: /^torch\.nn\.(quantized\.|intrinsic\.|qat\.)?modules(\.\w+)?$/, names: new Set(LAYERS) },
  { module: /^torch\.optim(\.\w+)?$/, names: new Set(OPTIMIZERS) },
  {
    module: /^sklearn(\.(?!externals|datasets|_build_utils|_testing|testing)\w+)+$/,
    names: new Set([...ESTIMATORS, ...MEASURES]),
  },
  {
    module: /^numpy\.dtypes$/,
    names: new Set(
      words(
        "Bool Int8 Int16 Int32 Int64 UInt8 UInt16 UInt32 UInt64 Float16 Float32 Float64 Complex64 Complex128 Str Bytes Object DateTime64 TimeDelta64 Void",
      ).map((type) => `${type}DType`),
    ),
  },
  {
    module: /^scipy\.sparse\.(_?(csr|csc|coo|lil|dok|dia|bsr))$/,
    names: new Set(
      ["csr", "csc", "coo", "lil", "dok", "dia", "bsr"].flatMap((kind) => [`${kind}_matrix`, `${kind}_array`]),
    ),
  },
];

/** Functions that Cython writes to rebuild its classes: they make an object of the class they are given. */
export const ALLOWED_REBUILDERS = /^(sklearn(\.(?!externals|datasets|testing)\w+)+\.(newObj|__pyx_unpickle_\w+))$/;
