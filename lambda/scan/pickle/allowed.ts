/**
 * What checkpoints of torch, numpy, scikit-learn, joblib and transformers are rebuilt with: the imports of a pickle that
 * may be called. Data: add a name only after reading what the named class or function does with arguments that an
 * attacker chooses. Constructors that merely store them are fine; whatever runs, opens, imports or loads is not.
 */

export const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");

/** "module: name name" lines as "module.name". */
const names = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.split(":"))
    .flatMap(([module, list]) => words(list ?? "").map((name) => `${module?.trim()}.${name}`));

const BUILTINS = "bool int float complex str bytes bytearray list tuple set frozenset dict range slice object";
const PANDAS_INDEXES =
  "Index RangeIndex MultiIndex DatetimeIndex TimedeltaIndex PeriodIndex CategoricalIndex IntervalIndex";

/** Names of one module each. */
export const ALLOWED_NAMES: ReadonlySet<string> = new Set(
  names(`
    collections: OrderedDict defaultdict Counter deque
    builtins: ${BUILTINS}
    __builtin__: ${BUILTINS} unicode long xrange
    copyreg: _reconstructor __newobj__ __newobj_ex__
    copy_reg: _reconstructor __newobj__ __newobj_ex__
    _codecs: encode
    io: BytesIO
    _io: BytesIO
    datetime: datetime date time timedelta timezone
    decimal: Decimal
    fractions: Fraction
    pathlib: PosixPath PurePosixPath Path PurePath WindowsPath PureWindowsPath
    pathlib._local: PosixPath PurePosixPath Path PurePath WindowsPath PureWindowsPath
    argparse: Namespace
    types: SimpleNamespace
    typing: Any
    logging: getLogger
    uuid: UUID
    re: _compile
    numpy: dtype ndarray matrix float16 float32 float64 float128 longdouble int8 int16 int32 int64 uint8 uint16 uint32
    numpy: uint64 bool_ bool str_ bytes_ complex64 complex128 datetime64 timedelta64 object_ void recarray
    numpy.core.multiarray: _reconstruct scalar
    numpy._core.multiarray: _reconstruct scalar
    numpy.core.numeric: _frombuffer
    numpy._core.numeric: _frombuffer
    numpy.ma.core: MaskedArray _mareconstruct
    numpy.random: RandomState Generator
    numpy.random.mtrand: RandomState
    numpy.random._generator: Generator
    numpy.random._mt19937: MT19937
    numpy.random._pcg64: PCG64 PCG64DXSM
    numpy.random._philox: Philox
    numpy.random._sfc64: SFC64
    numpy.random.bit_generator: SeedSequence
    numpy.random._pickle: __randomstate_ctor __generator_ctor __bit_generator_ctor
    torch: BFloat16Storage BoolStorage ByteStorage CharStorage ComplexDoubleStorage ComplexFloatStorage DoubleStorage FloatStorage HalfStorage IntStorage LongStorage QInt32Storage QInt8Storage QUInt2x4Storage QUInt4x2Storage QUInt8Storage ShortStorage Storage TypedStorage UntypedStorage
    torch: bfloat16 bool cdouble cfloat chalf complex128 complex32 complex64 double float float16 float32 float64 half int int16 int32 int64 int8 long qint32 qint8 quint2x4 quint4x2 quint8 short uint8
    torch: float8_e4m3fn float8_e5m2 float8_e4m3fnuz float8_e5m2fnuz float8_e8m0fnu uint16 uint32 uint64 Size device
    torch: Tensor dtype Generator strided sparse_coo contiguous_format preserve_format channels_last per_tensor_affine
    torch: per_channel_affine per_tensor_symmetric per_channel_symmetric
    torch.storage: UntypedStorage TypedStorage _TypedStorage _UntypedStorage
    torch.cuda: BFloat16Storage BoolStorage ByteStorage CharStorage ComplexDoubleStorage ComplexFloatStorage DoubleStorage FloatStorage HalfStorage IntStorage LongStorage ShortStorage Storage TypedStorage UntypedStorage
    torch._utils: _rebuild_tensor _rebuild_tensor_v2 _rebuild_tensor_v3 _rebuild_parameter _rebuild_parameter_with_state
    torch._utils: _rebuild_qtensor _rebuild_sparse_tensor _rebuild_sparse_csr_tensor _rebuild_meta_tensor_no_storage
    torch._utils: _rebuild_nested_tensor _rebuild_device_tensor_from_numpy _rebuild_device_tensor_from_cpu_tensor
    torch._utils: _rebuild_wrapper_subclass _rebuild_xla_tensor
    torch._tensor: Tensor _rebuild_from_type_v2
    torch.nn.parameter: Parameter Buffer UninitializedParameter UninitializedBuffer
    torch.nn.functional: relu gelu silu tanh sigmoid softmax leaky_relu elu selu mish hardswish glu dropout log_softmax
    torch._C._nn: gelu
    torch.nn.parallel.data_parallel: DataParallel
    torch.nn.parallel.distributed: DistributedDataParallel
    torch.serialization: _get_layout
    torch.backends.cuda: _LinalgBackend
    torch.jit._pickle: build_intlist build_tensorlist build_doublelist build_boollist restore_type_tag
    torch.cuda.amp.grad_scaler: GradScaler OptState
    joblib.numpy_pickle: NumpyArrayWrapper
    scipy.sparse: csr_matrix csc_matrix coo_matrix lil_matrix dok_matrix dia_matrix bsr_matrix
    scipy.interpolate.interpolate: interp1d
    scipy.interpolate._interpolate: interp1d
    pandas.core.frame: DataFrame
    pandas.core.series: Series
    pandas.core.internals.managers: BlockManager SingleBlockManager
    pandas.core.internals.blocks: Block new_block
    pandas._libs.internals: _unpickle_block BlockManager
    pandas.core.indexes.base: _new_Index ${PANDAS_INDEXES}
    pandas.core.indexes.range: ${PANDAS_INDEXES}
    pandas.core.indexes.multi: ${PANDAS_INDEXES}
    pandas.core.indexes.datetimes: _new_DatetimeIndex ${PANDAS_INDEXES}
    pandas.core.indexes.category: ${PANDAS_INDEXES}
    pandas.core.indexes.numeric: Int64Index UInt64Index Float64Index
    pandas.core.arrays.categorical: Categorical
    pandas.core.arrays.datetimes: DatetimeArray
    pandas.core.arrays.timedeltas: TimedeltaArray
    pandas.core.arrays.numpy_: PandasArray NumpyExtensionArray
    pandas.core.arrays.string_: StringArray StringDtype
    pandas.core.dtypes.dtypes: CategoricalDtype DatetimeTZDtype
    pandas._libs.arrays: __pyx_unpickle_NDArrayBacked
    pandas._libs.tslibs.timestamps: _unpickle_timestamp Timestamp
    transformers.training_args: TrainingArguments OptimizerNames ParallelMode
    transformers.training_args_seq2seq: Seq2SeqTrainingArguments
    transformers.trainer_utils: IntervalStrategy SchedulerType HubStrategy EvaluationStrategy ShardedDDPOption FSDPOption
    transformers.trainer_utils: EvalPrediction SaveStrategy
    transformers.debug_utils: DebugOption
    transformers.trainer_pt_utils: AcceleratorConfig
    transformers.integrations.deepspeed: HfDeepSpeedConfig HfTrainerDeepSpeedConfig
    transformers.deepspeed: HfDeepSpeedConfig HfTrainerDeepSpeedConfig
    transformers.trainer_callback: TrainerState TrainerControl
    transformers.generation.configuration_utils: GenerationConfig
    transformers.tokenization_utils_base: BatchEncoding AddedToken PaddingStrategy
    tokenizers: AddedToken Encoding
    accelerate.state: PartialState AcceleratorState
    accelerate.utils.dataclasses: DistributedType DeepSpeedPlugin DynamoBackend
    sentence_transformers.training_args: SentenceTransformerTrainingArguments BatchSamplers MultiDatasetBatchSamplers
    trl.trainer.sft_config: SFTConfig
    trl.trainer.dpo_config: DPOConfig FDivergenceType
    trl.trainer.grpo_config: GRPOConfig
    pytorch_lightning.utilities.parsing: AttributeDict
    lightning_fabric.utilities.data: AttributeDict
    lightning.fabric.utilities.data: AttributeDict
    omegaconf.dictconfig: DictConfig
    omegaconf.listconfig: ListConfig
    omegaconf.base: ContainerMetadata Metadata SCMode
    omegaconf.nodes: AnyNode IntegerNode FloatNode StringNode BooleanNode
    xgboost.sklearn: XGBClassifier XGBRegressor XGBRanker XGBRFClassifier XGBRFRegressor
    xgboost.core: Booster
    lightgbm.sklearn: LGBMClassifier LGBMRegressor LGBMRanker
    lightgbm.basic: Booster
  `),
);
