/**
 * Which imports of a pickle are harmless and which are not: data, changed by adding lines and raising the version.
 * An import on no list is suspicious: it is reported, but it does not keep a model out by itself.
 */
export const SCAN_POLICY_VERSION = "2026-11-1";

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");
/** "module: name name" lines as "module.name". */
const names = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.split(":"))
    .flatMap(([module, list]) => words(list ?? "").map((name) => `${module?.trim()}.${name}`));

const HARMLESS_BUILTINS = `bool int float complex str bytes bytearray list tuple set frozenset dict len abs sum min max
  round pow divmod sorted reversed enumerate zip range slice object`.replaceAll("\n", " ");

/** What ordinary checkpoints, arrays and configurations are rebuilt with. */
const HARMLESS = new Set(
  names(`
    collections: OrderedDict defaultdict Counter deque
    builtins: ${HARMLESS_BUILTINS}
    __builtin__: ${HARMLESS_BUILTINS} unicode long xrange
    copyreg: _reconstructor
    copy_reg: _reconstructor
    _codecs: encode
    io: BytesIO
    _io: BytesIO
    datetime: datetime date time timedelta timezone
    decimal: Decimal
    fractions: Fraction
    pathlib: PosixPath PurePosixPath Path PurePath WindowsPath
    argparse: Namespace
    types: SimpleNamespace
    logging: getLogger
    uuid: UUID
    re: _compile
    numpy: dtype ndarray float16 float32 float64 int8 int16 int32 int64 uint8 uint16 uint32 uint64 bool_ str_ bytes_
    numpy.core.multiarray: _reconstruct scalar
    numpy._core.multiarray: _reconstruct scalar
    numpy.core.numeric: _frombuffer
    numpy._core.numeric: _frombuffer
    numpy.dtypes: Float16DType Float32DType Float64DType Int8DType Int16DType Int32DType Int64DType UInt8DType BoolDType
    numpy.random._pickle: __randomstate_ctor __generator_ctor __bit_generator_ctor
    torch: LongStorage FloatStorage HalfStorage QUInt2x4Storage QUInt4x2Storage QInt32Storage QInt8Storage
    torch: QUInt8Storage ComplexFloatStorage ComplexDoubleStorage DoubleStorage BFloat16Storage BoolStorage
    torch: CharStorage ShortStorage IntStorage ByteStorage Size device Tensor dtype Generator
    torch: bfloat16 float16 float32 float64 int8 int16 int32 int64 uint8 bool float8_e4m3fn float8_e5m2
    torch.storage: UntypedStorage TypedStorage _TypedStorage _UntypedStorage
    torch._utils: _rebuild_tensor _rebuild_tensor_v2 _rebuild_tensor_v3 _rebuild_parameter
    torch._utils: _rebuild_parameter_with_state _rebuild_qtensor _rebuild_sparse_tensor _rebuild_meta_tensor_no_storage
    torch._tensor: _rebuild_from_type_v2
    torch.nn.parameter: Parameter Buffer UninitializedParameter
    torch.serialization: _get_layout
    torch.jit._pickle: build_intlist build_tensorlist build_doublelist build_boollist restore_type_tag
    joblib.numpy_pickle: NumpyArrayWrapper NDArrayWrapper ZNDArrayWrapper
    scipy.sparse._csr: csr_matrix csr_array
    scipy.sparse._csc: csc_matrix
    scipy.sparse.csr: csr_matrix
  `),
);

/** Modules nothing of which belongs into data: importing anything from them, or from below them, is unsafe. */
const DANGEROUS_MODULES = new Set(
  words(`
    os posix nt subprocess sys pty commands multiprocessing _posixsubprocess code codeop runpy marshal types doctest
    _interpreters _xxsubinterpreters importlib _frozen_importlib _frozen_importlib_external _imp imp pkgutil zipimport
    gc site unittest inspect test operator _operator functools cProfile profile pdb bdb timeit trace socket _socket ssl
    http httplib urllib urllib2 requests aiohttp asyncio webbrowser smtplib imaplib ftplib poplib telnetlib nntplib
    ctypes _ctypes pickle _pickle cPickle pickletools dill cloudpickle shutil tempfile filecmp distutils pydoc pexpect
    pipes venv ensurepip pip idlelib lib2to3 socketserver SocketServer xmlrpc signal _signal threading _thread thread
    atexit sqlite3 _sqlite3 fileinput glob platform linecache difflib compileall py_compile mmap select selectors
    logging syslog tarfile zipfile shelve uuid _osx_support _aix_support _pyrepl joblib ptyprocess paramiko fabric
    numpy.f2py numpy.distutils numpy.testing torch.hub torch._dynamo torch._inductor torch.jit torch.compile
    torch.utils._config_module torch.utils.bottleneck torch.utils.collect_env torch.utils.cpp_extension
    torch.utils.data.datapipes.utils.decoder torch.fx.experimental.symbolic_shapes torch.multiprocessing
    tensorflow.io keras.src.utils.file_utils fickling picklescan modelscan
  `),
);

/** Single names, and whatever is reached through them. */
const DANGEROUS_NAMES = new Set([
  ...names(`
    torch: load compile
    torch.serialization: load
    torch.storage: _load_from_bytes
    torch._utils: _import_dotted_name
    numpy: load save fromfile memmap fromregex genfromtxt
    numpy.lib.npyio: load
    io: open open_code FileIO
    _io: open open_code FileIO
    pandas: read_pickle eval
    pandas.io.pickle: read_pickle
    pathlib: _NormalAccessor
    sympy: sympify
  `),
]);

/** Steps of a dotted path that are a way out wherever they stand: "torch.serialization.os", "a.__globals__". */
const DANGEROUS_STEPS = new Set(
  words(`
    os posix nt subprocess sys pty runpy shutil socket ctypes importlib import_module pickle _pickle cloudpickle dill
    marshal builtins __builtin__ __import__ __globals__ __builtins__ __getattribute__ __subclasses__ __loader__
    __code__ __class__ __mro__ __bases__ breakpoint
  `),
);
/** The same for the last step only: many a project has a package of such a name. */
const DANGEROUS_LAST = new Set(words("eval exec execfile system popen"));

const BUILTIN_MODULES = new Set(["builtins", "__builtin__"]);

export type Judgement = "harmless" | "unknown" | "dangerous";

/** What an import means. An operand that could not be known (null) is dangerous. */
export function judgeImport(module: string | null, name: string | null): Judgement {
  if (module === null || name === null) return "dangerous";
  const path = `${module}.${name}`;
  if (HARMLESS.has(path)) return "harmless";
  if (BUILTIN_MODULES.has(module)) return "dangerous";
  const steps = path.split(".");
  const prefixes = steps.map((_, index) => steps.slice(0, index + 1).join("."));
  const listed = prefixes.some((prefix) => DANGEROUS_MODULES.has(prefix) || DANGEROUS_NAMES.has(prefix));
  const wayOut = DANGEROUS_LAST.has(steps.at(-1) ?? "") || steps.some((step) => DANGEROUS_STEPS.has(step));
  return listed || wayOut ? "dangerous" : "unknown";
}
