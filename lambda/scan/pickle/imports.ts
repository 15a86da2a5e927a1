/**
 * What the imports of a pickle mean. Fail closed: only what is listed as allowed may be called. The list of dangerous
 * names decides nothing for the default policy but the wording; it keeps such imports out under SCAN_UNKNOWN=report and
 * where they are imported without being called.
 */
import { ALLOWED_NAMES, words } from "./allowed.ts";
import { ALLOWED_FAMILIES, ALLOWED_REBUILDERS } from "./families.ts";

/** Modules nothing of which belongs into data: importing anything from them, or from below them, is unsafe. */
const DANGEROUS_MODULES = new Set(
  words(`
    os posix nt ntpath posixpath subprocess sys pty commands multiprocessing _posixsubprocess code codeop runpy marshal
    types doctest _interpreters _xxsubinterpreters importlib _frozen_importlib _frozen_importlib_external _imp imp
    pkgutil zipimport gc site unittest inspect test operator _operator functools cProfile profile pdb bdb timeit trace
    socket _socket ssl http httplib urllib urllib2 requests aiohttp httpx asyncio webbrowser smtplib imaplib ftplib
    poplib telnetlib nntplib ctypes _ctypes cffi pickle _pickle cPickle pickletools dill cloudpickle shutil tempfile
    filecmp distutils setuptools pkg_resources pydoc pexpect pipes venv ensurepip pip idlelib lib2to3 socketserver
    SocketServer xmlrpc signal _signal threading _thread thread concurrent atexit sqlite3 _sqlite3 fileinput glob
    platform linecache difflib compileall py_compile mmap select selectors logging syslog tarfile zipfile gzip bz2 lzma
    codecs shelve dbm uuid rlcompleter readline _osx_support _aix_support _pyrepl _winapi msvcrt winreg antigravity this
    joblib ptyprocess paramiko fabric invoke plumbum sh mlflow numpy.f2py numpy.distutils numpy.testing numpy.ctypeslib
    torch.hub torch._dynamo torch._inductor torch.jit torch.compile torch.fx torch.package torch.distributed torch.ops
    torch.classes torch.utils._config_module torch.utils.bottleneck torch.utils.collect_env torch.utils.cpp_extension
    torch.utils.data.datapipes torch.multiprocessing torch.utils.model_zoo tensorflow.io keras.src.utils.file_utils
    keras.utils.file_utils transformers.dynamic_module_utils sklearn.externals fickling picklescan modelscan
  `),
);

/** Single names, and whatever is reached through them. */
const DANGEROUS_NAMES = new Set(
  words(`
    torch.load torch.save torch.compile torch.from_file torch.serialization.load torch.serialization.save
    torch.storage._load_from_bytes torch._utils._import_dotted_name numpy.load numpy.save numpy.fromfile numpy.memmap
    numpy.fromregex numpy.genfromtxt numpy.ndarray.tofile numpy.ndarray.dump numpy.lib.npyio.load io.open io.open_code
    io.FileIO _io.open _io.open_code _io.FileIO pandas.read_pickle pandas.eval pandas.io.pickle.read_pickle
    pathlib._NormalAccessor pathlib.Path.write_text pathlib.Path.write_bytes pathlib.Path.unlink sympy.sympify
  `),
);

/** Steps of a dotted path that are a way out wherever they occur: "torch.serialization.os", "a.__globals__". */
const DANGEROUS_STEPS = new Set(
  words(`
    os posix nt subprocess sys pty runpy shutil socket ctypes importlib import_module pickle _pickle cloudpickle dill
    marshal builtins __builtin__ __import__ __globals__ __builtins__ __getattribute__ __subclasses__ __loader__
    __code__ __class__ __mro__ __bases__ breakpoint
  `),
);
/** The same for the last step only: many a project has a package of such a name. */
const DANGEROUS_LAST = new Set(words("eval exec execfile system popen run_setup run_script _run_entry_point"));

const BUILTIN_MODULES = new Set(["builtins", "__builtin__"]);

/** TorchScript gives its own classes names of this form; Python has no such module. */
const TORCHSCRIPT = /^__torch__(\.\w+)*$/;

export type Judgement = "harmless" | "unknown" | "dangerous";

/** What an import means. An operand that could not be known (null) is dangerous. */
export function judgeImport(module: string | null, name: string | null): Judgement {
  if (module === null || name === null) return "dangerous";
  const path = `${module}.${name}`;
  if (isAllowed(module, name, path)) return "harmless";
  if (BUILTIN_MODULES.has(module)) return "dangerous";
  const steps = path.split(".");
  const prefixes = steps.map((_, index) => steps.slice(0, index + 1).join("."));
  const listed = prefixes.some((prefix) => DANGEROUS_MODULES.has(prefix) || DANGEROUS_NAMES.has(prefix));
  const wayOut = DANGEROUS_LAST.has(steps.at(-1) ?? "") || steps.some((step) => DANGEROUS_STEPS.has(step));
  return listed || wayOut ? "dangerous" : "unknown";
}

const isAllowed = (module: string, name: string, path: string): boolean =>
  ALLOWED_NAMES.has(path) ||
  ALLOWED_REBUILDERS.test(path) ||
  (TORCHSCRIPT.test(module) && /^\w+$/.test(name)) ||
  ALLOWED_FAMILIES.some((family) => family.names.has(name) && family.module.test(module));
