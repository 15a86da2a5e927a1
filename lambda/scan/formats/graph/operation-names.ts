/** Names of TensorFlow's own operations that only compute, as families. Data: add names, do not loosen the affixes. */

export const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");

/** Forms of an operation for other kinds of variables and tensors, for gradients and for later versions. */
const PREFIX =
  /^(Resource|Ref|Stateless|Stateful|Sparse|Quantized|Batch|Ragged|Dense|Tensor|Fused|Inplace|Segment|Unsorted)+/;
const SUFFIX =
  /(V\d|Grad|GradGrad|Gradients?|WithGradient|N|ND|Op|v2|Native|AndRelu|AndRequantize|WithBias|\dD|WithNumSegments)+$/;

const NAMES = new Set(
  words(`
    Abs Accumulate Acos Acosh Add Adjust AdjustContrast AdjustHue AdjustSaturation All Angle Any Apply ApplyAdaMax
    ApplyAdadelta ApplyAdagrad ApplyAdagradDA ApplyAdam ApplyAdamWithAmsgrad ApplyAddSign ApplyCenteredRMSProp
    ApplyFtrl ApplyGradientDescent ApplyKerasMomentum ApplyMomentum ApplyPowerSign ApplyProximalAdagrad
    ApplyProximalGradientDescent ApplyRMSProp ApproximateEqual Arg ArgMax ArgMin AsString Asin Asinh Assert Assign
    AssignAdd AssignSub AssignVariable AssignAddVariable AssignSubVariable Atan Atan2 Atanh AudioSpectrogram AvgPool
    BandPart Barrier BesselI0 BesselI0e BesselI1 BesselI1e Betainc BiasAdd Bincount Bitcast BitwiseAnd BitwiseOr
    BitwiseXor Box BoostedTreesBucketize BroadcastArgs BroadcastGradientArgs BroadcastTo Bucketize CTCBeamSearchDecoder
    CTCGreedyDecoder CTCLoss Case Cast Ceil CheckNumerics Cholesky ClipByValue CollectiveReduce CombinedNonMaxSuppression
    Complex ComplexAbs Concat ConcatOffset ConditionalAccumulator Conj ConjugateTranspose Const ConsumeMutexLock
    ControlTrigger Conv Conv2D Conv2DBackpropFilter Conv2DBackpropInput Conv3D Conv3DBackpropFilter Conv3DBackpropInput
    Cos Cosh CropAndResize CropAndResizeGradBoxes CropAndResizeGradImage Cross CrossHashed CudnnRNN Cumprod Cumsum
    CumulativeLogsumexp DataFormatDimMap DataFormatVecPermute DecodeAndCropJpeg DecodeBase64 DecodeBmp DecodeCSV
    DecodeCompressed DecodeGif DecodeImage DecodeJSONExample DecodeJpeg DecodePaddedRaw DecodePng DecodeProto DecodeRaw
    DecodeWav DeepCopy Bincount DepthToSpace Depthwise DepthwiseConv2d DepthwiseConv2dNative
    DepthwiseConv2dNativeBackpropFilter DepthwiseConv2dNativeBackpropInput Dequantize DestroyResource
    DestroyTemporaryVariable Diag DiagPart Digamma Dilation2D Dilation2DBackpropFilter Dilation2DBackpropInput
    DisableCopyOnRead Div DivNoNan DynamicPartition DynamicStitch EditDistance Einsum Elu Empty TensorList
    EncodeBase64 EncodeJpeg EncodePng EncodeProto EncodeWav EnsureShape Enter Equal Erf Erfc Erfinv Exit Exp ExpandDims
    Expm1 ExtractGlimpse ExtractImagePatches ExtractJpegShape ExtractVolumePatches Eye FFT FIFOQueue FakeParam
    FakeQuantWithMinMaxArgs FakeQuantWithMinMaxArgsGradient FakeQuantWithMinMaxVars FakeQuantWithMinMaxVarsGradient
    FakeQuantWithMinMaxVarsPerChannel FakeQuantWithMinMaxVarsPerChannelGradient Fill FillEmptyRows Fingerprint Floor
    FloorDiv FloorMod For FractionalAvgPool FractionalMaxPool BatchNorm Gather GatherNd GetSessionHandle
    GetSessionTensor Greater GreaterEqual GuaranteeConst HSVToRGB HashTable HistogramFixedWidth HistogramSummary IFFT
    IRFFT Identity If Igamma Igammac Imag ImageProjectiveTransform ImageSummary InTopK InitializeTable
    InitializeTableFromTextFile Inv Invert InvertPermutation IsFinite IsInf IsNan IsVariableInitialized Iterator
    VarIsInitialized L2Loss LRN LeakyRelu LeftShift Less LessEqual Lgamma LinSpace ListDiff Log Log1p LogMatrixDeterminant
    LogSoftmax LogUniformCandidateSampler LogicalAnd LogicalNot LogicalOr LookupTable LookupTableExport
    LookupTableFind LookupTableImport LookupTableInsert LookupTableRemove LookupTableSize LoopCond LowerBound Lu
    MatMul MatrixBandPart MatrixDeterminant MatrixDiag MatrixDiagPart MatrixExponential MatrixInverse MatrixLogarithm
    MatrixSetDiag MatrixSolve MatrixSolveLs MatrixSquareRoot MatrixTriangularSolve Max MaxPool MaxPoolWithArgmax
    Maximum Mean Merge MergeSummary MergeV2Checkpoints Mfcc Min Minimum MirrorPad Mod Mul MulNoNan Multinomial
    MutableDenseHashTable MutableHashTable MutableHashTableOfTensors Mutex Ndtri Neg NegTrain NextAfter NextIteration
    NoOp NonMaxSuppression NonMaxSuppressionWithOverlaps NotEqual NthElement OneHot OnesLike Pack Pad PaddingFIFOQueue
    ParallelConcat ParallelDynamicStitch ParameterizedTruncatedNormal ParseExample ParseSequenceExample
    ParseSingleExample ParseSingleSequenceExample ParseTensor PartitionedCall Placeholder PlaceholderWithDefault
    Polygamma PopulationCount Pow PreventGradient Prod Qr Quantize QuantizeAndDequantize QuantizeDownAndShrinkRange
    QueueClose QueueDequeue QueueDequeueMany QueueEnqueue QueueEnqueueMany QueueSize RFFT RGBToHSV Gather Range
    RaggedTensorToSparse RaggedTensorToTensor RaggedTensorFromVariant RaggedTensorToVariant TensorToSparse
    TensorToTensor TensorFromVariant TensorToVariant RandomCrop RandomGamma RandomGetKeyCounter RandomGetKeyCounterAlg
    RandomGetAlg RandomNormal RandomPoisson RandomShuffle RandomStandardNormal RandomUniform RandomUniformFullInt
    RandomUniformInt RngReadAndSkip RngSkip Rank ReadVariable Real RealDiv Reciprocal ReduceJoin RegexFullMatch
    RegexReplace Relu Relu6 RequantizationRange Requantize Reshape ResizeArea ResizeBicubic ResizeBilinear
    ResizeNearestNeighbor Restore RestoreSlice Restore Reverse ReverseSequence RightShift Rint Roll Round Rsqrt
    SampleDistortedBoundingBox Save SaveV2 ScalarSummary ScaleAndTranslate Scatter ScatterAdd ScatterDiv ScatterMax
    ScatterMin ScatterMul ScatterNd ScatterNdAdd ScatterNdMax ScatterNdMin ScatterNdSub ScatterNdUpdate ScatterSub
    ScatterUpdate Mean Sum SqrtN Select SelfAdjointEig Selu SerializeManySparse SerializeSparse SerializeTensor
    DeserializeSparse SetSize Shape ShardedFilename ShardedFilespec Sigmoid Sign Sin Sinh Size Slice Snapshot Softmax
    SoftmaxCrossEntropyWithLogits Softplus Softsign SpaceToBatch SpaceToDepth BatchToSpace ToDense Split Sqrt Square
    SquaredDifference Squeeze Stack StackClose StackPop StackPush PartitionedCall StaticRegexFullMatch
    StaticRegexReplace StopGradient StridedSlice StridedSliceAssign StringFormat StringJoin StringLength StringLower
    StringNGrams StringSplit StringStrip StringToHashBucket StringToHashBucketFast StringToHashBucketStrong
    StringToNumber StringUpper Sub Substr Sum Svd Switch TakeManySparseFromTensorsMap Tan Tanh TemporaryVariable
    TensorArray TensorArrayClose TensorArrayConcat TensorArrayGather TensorArrayRead TensorArrayScatter
    TensorArraySize TensorArraySplit TensorArrayWrite Array ArrayClose ArrayConcat ArrayGather ArrayRead ArrayScatter
    ArraySize ArraySplit ArrayWrite List ListConcat ListElementShape ListFromTensor ListGather ListGetItem ListLength
    ListPopBack ListPushBack ListReserve ListResize ListScatter ListScatterIntoExistingList ListSetItem ListSplit
    ListStack TextLine ThreadUnsafeUnigramCandidateSampler Tile Timestamp ToBool TopK Transpose TridiagonalMatMul
    TridiagonalSolve TruncateDiv TruncateMod TruncatedNormal UnicodeDecode UnicodeDecodeWithOffsets UnicodeEncode
    UnicodeScript UnicodeTranscode UniformCandidateSampler Unique UniqueWithCounts Unpack UnravelIndex UpperBound
    VarHandle Variable VariableShape Where While Xdivy Xlog1py Xlogy ZerosLike Zeta Anonymous AnonymousHashTable
    Reshape Concat Slice SegmentMax SegmentMean SegmentMin SegmentProd SegmentSum Prod Softmax Cross FillEmptyRows
    TensorDenseAdd TensorDenseMatMul DenseCwiseAdd DenseCwiseDiv DenseCwiseMul Add Reorder ReduceMax ReduceSum
    LSTMBlockCell BlockLSTM GRUBlockCell _FusedConv2D _FusedMatMul _FusedBatchNormEx _UnaryOpsComposition
    XlaVariadicReduce XlaConv XlaDot XlaGather XlaScatter XlaReduceWindow XlaSelectAndScatter XlaCallModule
  `),
);

/** True for an operation of TensorFlow's own that only computes. */
export const isComputation = (operation: string): boolean => {
  const short = operation.replace(PREFIX, "");
  return [operation, short, operation.replace(SUFFIX, ""), short.replace(SUFFIX, "")].some((name) => NAMES.has(name));
};
