/** Classes and functions of Keras 2 and 3 that configurations name. Data: add what only computes with numbers. */
export const KERAS_NAMES: ReadonlySet<string> = new Set(
  `
  Sequential Functional Model Network InputLayer Input Activation ActivityRegularization Add AdditiveAttention
  AlphaDropout Attention Average AveragePooling1D AveragePooling2D AveragePooling3D AvgPool1D AvgPool2D AvgPool3D
  BatchNormalization BatchNormalizationV1 BatchNormalizationV2 SyncBatchNormalization Bidirectional CategoryEncoding
  CenterCrop Concatenate Conv1D Conv1DTranspose Conv2D Conv2DTranspose Conv3D Conv3DTranspose ConvLSTM1D ConvLSTM2D
  ConvLSTM3D Convolution1D Convolution2D Convolution3D Cropping1D Cropping2D Cropping3D CuDNNGRU CuDNNLSTM Dense
  DenseFeatures DepthwiseConv1D DepthwiseConv2D Discretization Dot Dropout ELU EinsumDense Embedding Flatten
  GaussianDropout GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D GlobalMaxPool1D
  GlobalMaxPool2D GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GRU GRUCell GroupNormalization
  GroupQueryAttention HashedCrossing Hashing IntegerLookup LSTM LSTMCell LayerNormalization LeakyReLU
  LocallyConnected1D LocallyConnected2D Masking MaxPool1D MaxPool2D MaxPool3D MaxPooling1D MaxPooling2D MaxPooling3D
  Maximum MelSpectrogram Minimum MultiHeadAttention Multiply Normalization PReLU Permute Pipeline RNN RandomApply
  RandomBrightness RandomColorJitter RandomContrast RandomCrop RandomFlip RandomGrayscale RandomHeight RandomHue
  RandomRotation RandomSaturation RandomTranslation RandomWidth RandomZoom ReLU RepeatVector Rescaling Reshape Resizing
  RMSNormalization SeparableConv1D SeparableConv2D SimpleRNN SimpleRNNCell Softmax Solarization SpatialDropout1D
  SpatialDropout2D SpatialDropout3D SpectralNormalization StackedRNNCells StringLookup Subtract ThresholdedReLU
  TextVectorization TimeDistributed UnitNormalization UpSampling1D UpSampling2D UpSampling3D Wrapper ZeroPadding1D
  ZeroPadding2D ZeroPadding3D SlicingOpLambda Identity InstanceNormalization CenterPadding
  Constant GlorotNormal GlorotUniform HeNormal HeUniform IdentityInitializer LecunNormal LecunUniform Ones Orthogonal
  OrthogonalInitializer RandomNormal RandomUniform TruncatedNormal VarianceScaling Zeros STFT
  L1 L2 L1L2 OrthogonalRegularizer l1 l2 l1_l2 MaxNorm MinMaxNorm NonNeg UnitNorm RadialConstraint
  Adadelta Adafactor Adagrad Adam AdamW Adamax Ftrl Lamb Lion LossScaleOptimizer Muon Nadam RMSprop SGD AdamOptimizer
  CosineDecay CosineDecayRestarts ExponentialDecay InverseTimeDecay PiecewiseConstantDecay PolynomialDecay
  DTypePolicy FloatDTypePolicy QuantizedDTypePolicy QuantizedFloat8DTypePolicy DTypePolicyMap Policy
  BinaryCrossentropy BinaryFocalCrossentropy CTC CategoricalCrossentropy CategoricalFocalCrossentropy CategoricalHinge
  CosineSimilarity Dice Hinge Huber KLDivergence LogCosh MeanAbsoluteError MeanAbsolutePercentageError
  MeanSquaredError MeanSquaredLogarithmicError Poisson SparseCategoricalCrossentropy SquaredHinge Tversky Circle
  AUC Accuracy BinaryAccuracy BinaryIoU CategoricalAccuracy F1Score FBetaScore FalseNegatives FalsePositives IoU Mean
  MeanIoU MeanMetricWrapper MeanRelativeError OneHotIoU OneHotMeanIoU Precision PrecisionAtRecall R2Score Recall
  RecallAtPrecision RootMeanSquaredError SensitivityAtSpecificity SparseCategoricalAccuracy
  SparseTopKCategoricalAccuracy SpecificityAtSensitivity Sum TopKCategoricalAccuracy TrueNegatives TruePositives
  accuracy acc mse mae mape msle binary_accuracy binary_crossentropy categorical_accuracy categorical_crossentropy
  categorical_hinge cosine_similarity hinge huber kl_divergence kld log_cosh logcosh mean_absolute_error
  mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error poisson
  sparse_categorical_accuracy sparse_categorical_crossentropy sparse_top_k_categorical_accuracy squared_hinge
  top_k_categorical_accuracy
  celu elu exponential gelu glu hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh leaky_relu linear log_sigmoid
  log_softmax mish relu relu6 selu sigmoid silu soft_shrink softmax softplus softsign sparse_plus sparse_sigmoid
  sparsemax squareplus swish tanh tanh_shrink threshold
  Absolute Cast Clip Divide Einsum Exp ExpandDims GetItem Log Matmul Max Min NotEqual Pad Power Reciprocal Relu Rsqrt
  Sigmoid Slice Split Sqrt Squeeze Stack Square Tanh Tile Transpose TrueDivide Where
  `
    .split(/\s+/)
    .filter((name) => name !== ""),
);
