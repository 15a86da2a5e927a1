/** Names that every Python program has: builtins and the top level of the standard library. */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const pythonBuiltins: readonly string[] = words(`
  ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError BytesWarning
  ConnectionError DeprecationWarning EOFError Ellipsis EnvironmentError Exception FileExistsError FileNotFoundError
  FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError
  InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError
  NotADirectoryError NotImplemented NotImplementedError OSError OverflowError PermissionError RecursionError
  ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError
  SyntaxWarning SystemError SystemExit TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError
  UnicodeError UserWarning ValueError Warning ZeroDivisionError __file__ __name__ __doc__ _ abs aiter all anext any
  ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr dict dir display divmod
  enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance
  issubclass iter len list locals map max memoryview min next object oct open ord pow print property quit range repr
  reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip self cls`);

export const pythonStandardLibrary: readonly string[] = words(`
  __future__ abc argparse array ast asyncio base64 bisect calendar collections concurrent configparser contextlib copy
  csv ctypes dataclasses datetime decimal difflib enum fractions functools gc getpass glob gzip hashlib heapq html http
  importlib inspect io itertools json logging lzma math multiprocessing operator os pathlib pickle platform pprint
  queue random re secrets select shutil signal socket sqlite3 statistics string struct subprocess sys tarfile tempfile
  textwrap threading time timeit traceback types typing unicodedata urllib uuid warnings wave weakref xml zipfile zlib`);
