"""Writes files with the real tools and packs them into files.json.gz, which the tests read: honest ones, and below
harmful/ ones whose payload is eval("'LOADED'").

Run with a Python that has numpy, joblib, scikit-learn, pandas, h5py, onnx and torch:
    python3 test/lambda/scan/genuine/write.py test/lambda/scan/genuine/files.json.gz
"""
import argparse, base64, bz2, collections, datetime, decimal, fractions, gzip, io, json, lzma, os, pathlib, pickle
import random, sys, tarfile, tempfile, uuid, zipfile, zlib

os.environ["OPENBLAS_NUM_THREADS"] = "1"
import h5py, joblib, numpy as np, onnx, pandas as pd, sklearn, torch
from onnx import TensorProto, helper
from scipy import sparse

FILES = {}
HARMFUL = {}
folder = tempfile.mkdtemp()


def add(name, content):
    (HARMFUL if name.startswith("harmful/") else FILES)[name] = bytes(content)


def through_path(name, write):
    path = os.path.join(folder, os.path.basename(name))
    write(path)
    with open(path, "rb") as file:
        add(name, file.read())


def plain_pickles():
    values = {
        "state": collections.OrderedDict(a=[1, 2.5, None, True, 10**30, -3], b=("x", b"y", bytearray(b"z"))),
        "sets": ({1, 2}, frozenset([3]), complex(1, 2), range(3), slice(1, 2)), "long": "text" * 1000,
        "many": list(range(3000)), "when": datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc),
        "sum": decimal.Decimal("1.5"), "part": fractions.Fraction(1, 3), "where": pathlib.PurePosixPath("a/b"),
        "counts": collections.Counter("abca"), "deque": collections.deque([1], 3), "id": uuid.UUID(int=5),
        "args": argparse.Namespace(lr=0.1, name="x"), "default": collections.defaultdict(list, a=[1]),
        "unicode": "ü€𝄞\n\\u0041", "delta": datetime.timedelta(3), "day": datetime.date(2020, 2, 3),
    }
    shared = ["one"]
    for protocol in range(6):
        add(f"pickle/values-{protocol}.pkl", pickle.dumps(values, protocol))
        add(f"pickle/shared-{protocol}.pickle", pickle.dumps([shared, shared, {"a": shared}], protocol))
        add(f"pickle/python-pickler-{protocol}.pkl", pickle._dumps(values, protocol))


def numpy_files():
    rng = np.random.default_rng(1)
    arrays = {
        "f2": rng.random(7).astype("f2"), "f4": rng.random((3, 5)).astype("f4"), "f8": rng.random((2, 2, 2)),
        "big-endian": np.arange(5, dtype=">i4"), "i1": np.arange(300).astype("i1"), "u8": np.arange(3, dtype="u8"),
        "c8": np.array([1 + 2j], "c8"), "bool": np.array([True, False]), "text": np.array(["ab", "c"]),
        "bytes": np.array([b"ab", b"c"]), "dates": np.array(["2020-01-01"], "M8[D]"), "scalar": np.array(3.5),
        "fortran": np.asfortranarray(rng.random((4, 3))), "empty": np.zeros((0, 3)),
        "struct": np.zeros(3, dtype=[("a", "<f4"), ("b", "<i2", (2,)), ("ü", "S3")]),
        "nested": np.zeros(2, dtype=[("a", [("b", "u1"), ("c", "<f8")])]),
        "aligned": np.zeros(2, dtype=np.dtype([("a", "u1"), ("b", "<f8")], align=True)),
    }
    for name, array in arrays.items():
        through_path(f"numpy/{name}.npy", lambda path: np.save(path, array))
    for version in [(1, 0), (2, 0), (3, 0)]:
        out = io.BytesIO()
        np.lib.format.write_array(out, arrays["f4"], version=version)
        add(f"numpy/version-{version[0]}.npy", out.getvalue())
    out = io.BytesIO()
    np.save(out, arrays["f4"]), np.save(out, arrays["f8"])
    add("numpy/two-in-one.npy", out.getvalue())
    objects = np.array([{"a": 1}, [2, "x"], None], dtype=object)
    through_path("numpy/objects.npy", lambda path: np.save(path, objects, allow_pickle=True))
    named = {key: arrays[key] for key in ["f4", "i1", "text"]}
    through_path("numpy/arrays.npz", lambda path: np.savez(path, **named))
    through_path("numpy/arrays-compressed.npz", lambda path: np.savez_compressed(path, **named))
    through_path("numpy/objects.npz", lambda path: np.savez(path, o=objects, a=arrays["f4"]))
    state = {"w": arrays["f4"], "s": np.float64(1), "o": objects, "f": arrays["fortran"], "rs": np.random.RandomState(3),
             "st": np.random.get_state(), "d": arrays["struct"], "g": np.random.default_rng(3), "when": arrays["dates"]}
    for protocol in range(6):
        add(f"numpy/state-{protocol}.pkl", pickle.dumps(state, protocol))


def sklearn_models():
    from sklearn import cluster, compose, decomposition, discriminant_analysis, dummy, ensemble, feature_extraction
    from sklearn import feature_selection, gaussian_process, impute, isotonic, linear_model, manifold, mixture
    from sklearn import model_selection, multiclass, naive_bayes, neighbors, neural_network, pipeline, preprocessing
    from sklearn import svm, tree, kernel_approximation, calibration, covariance
    rng = np.random.RandomState(0)
    x, y = rng.rand(30, 4), rng.randint(0, 2, 30)
    text = ["one two three", "two three four", "five six"]
    fitted = {
        "logistic": linear_model.LogisticRegression().fit(x, y), "ridge": linear_model.Ridge().fit(x, y),
        "elastic": linear_model.ElasticNet().fit(x, y), "sgd": linear_model.SGDClassifier().fit(x, y),
        "bayesian-ridge": linear_model.BayesianRidge().fit(x, y), "linear": linear_model.LinearRegression().fit(x, y),
        "forest": ensemble.RandomForestClassifier(3, max_depth=2).fit(x, y),
        "extra-trees": ensemble.ExtraTreesRegressor(2, max_depth=2).fit(x, y),
        "boosting": ensemble.GradientBoostingClassifier(n_estimators=2, max_depth=1).fit(x, y),
        "hist-boosting": ensemble.HistGradientBoostingClassifier(max_iter=2).fit(x, y),
        "ada": ensemble.AdaBoostClassifier(n_estimators=2).fit(x, y), "isolation": ensemble.IsolationForest(n_estimators=2).fit(x),
        "voting": ensemble.VotingClassifier([("a", naive_bayes.GaussianNB()), ("b", tree.DecisionTreeClassifier(max_depth=1))]).fit(x, y),
        "stacking": ensemble.StackingClassifier([("a", naive_bayes.GaussianNB())]).fit(x, y),
        "bagging": ensemble.BaggingClassifier(n_estimators=2).fit(x, y),
        "svc": svm.SVC(probability=True).fit(x, y), "linear-svc": svm.LinearSVC().fit(x, y), "svr": svm.SVR().fit(x, y),
        "tree": tree.DecisionTreeRegressor(max_depth=3).fit(x, y), "kmeans": cluster.KMeans(2, n_init=1).fit(x),
        "dbscan": cluster.DBSCAN().fit(x), "birch": cluster.MiniBatchKMeans(2, n_init=1).fit(x),
        "pca": decomposition.PCA(2).fit(x), "nmf": decomposition.NMF(2).fit(x), "lda": decomposition.LatentDirichletAllocation(2).fit(x),
        "svd": decomposition.TruncatedSVD(2).fit(x), "knn": neighbors.KNeighborsClassifier(3, algorithm="kd_tree").fit(x, y),
        "ball-tree": neighbors.KNeighborsRegressor(3, algorithm="ball_tree").fit(x, y),
        "mlp": neural_network.MLPClassifier((3,), max_iter=3).fit(x, y), "nb": naive_bayes.MultinomialNB().fit(x, y),
        "gp": gaussian_process.GaussianProcessRegressor(gaussian_process.kernels.RBF()).fit(x, y),
        "mixture": mixture.GaussianMixture(2).fit(x), "scaler": preprocessing.StandardScaler().fit(x),
        "encoders": [preprocessing.LabelEncoder().fit(y), preprocessing.OneHotEncoder().fit(y[:, None]), preprocessing.OrdinalEncoder().fit(y[:, None])],
        "vectorizer": feature_extraction.text.TfidfVectorizer().fit(text), "counts": feature_extraction.text.CountVectorizer().fit(text),
        "hashing": feature_extraction.text.HashingVectorizer(), "imputer": impute.SimpleImputer().fit(x),
        "isotonic": isotonic.IsotonicRegression().fit(x[:, 0], y), "lda2": discriminant_analysis.LinearDiscriminantAnalysis().fit(x, y),
        "selector": feature_selection.SelectKBest(k=2).fit(x, y), "dummy": dummy.DummyClassifier().fit(x, y),
        "calibrated": calibration.CalibratedClassifierCV(naive_bayes.GaussianNB(), cv=2).fit(x, y),
        "one-vs-rest": multiclass.OneVsRestClassifier(linear_model.LogisticRegression()).fit(x, y),
        "grid": model_selection.GridSearchCV(linear_model.Ridge(), {"alpha": [1.0, 2.0]}, cv=2).fit(x, y),
        "pipeline": pipeline.Pipeline([("s", preprocessing.MinMaxScaler()), ("c", linear_model.LogisticRegression())]).fit(x, y),
        "columns": compose.ColumnTransformer([("n", preprocessing.RobustScaler(), [0, 1])], remainder="passthrough").fit(x),
        "union": pipeline.make_union(decomposition.PCA(1), preprocessing.PolynomialFeatures(2)).fit(x),
    }
    for name, model in fitted.items():
        add(f"sklearn/{name}.pkl", pickle.dumps(model))
        through_path(f"joblib/{name}.joblib", lambda path: joblib.dump(model, path))
    for protocol in range(6):
        add(f"sklearn/forest-protocol-{protocol}.pkl", pickle.dumps(fitted["forest"], protocol))


def joblib_files():
    rng = np.random.RandomState(0)
    value = {"a": rng.rand(50, 8), "b": rng.rand(3).astype("f4"), "f": np.asfortranarray(rng.rand(5, 4)),
             "t": np.array(["ab", "c"]), "s": np.zeros(3, dtype=[("a", "<f4"), ("b", "u1")]),
             "o": np.array([1, "x", None], dtype=object), "z": np.zeros((0, 2)), "n": np.array(1.5), "end": "text"}
    for compress in [0, ("zlib", 3), ("gzip", 3), ("bz2", 3), ("lzma", 3), ("xz", 3), ("lz4", 3)]:
        kind = "none" if compress == 0 else compress[0]
        try:
            through_path(f"joblib/value-{kind}.joblib", lambda path: joblib.dump(value, path, compress=compress))
        except ValueError as error:
            print("joblib", kind, error)
    for protocol in range(2, 6):
        through_path(f"joblib/value-protocol-{protocol}.pkl", lambda path: joblib.dump(value, path, protocol=protocol))


def pandas_files():
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"], "c": pd.Categorical(["u", "v"]), "d": pd.to_datetime(["2020-01-01"] * 2)})
    for protocol in [2, 4, 5]:
        add(f"pandas/frame-{protocol}.pkl", pickle.dumps(frame, protocol))
        add(f"pandas/series-{protocol}.pkl", pickle.dumps(frame["a"], protocol))
    add("pandas/frame.pkl.gz", gzip.compress(pickle.dumps(frame)))
    add("pandas/frame.pkl.bz2", bz2.compress(pickle.dumps(frame)))
    add("pandas/frame.pkl.xz", lzma.compress(pickle.dumps(frame)))
    add("pandas/sparse.pkl", pickle.dumps([sparse.csr_matrix(np.eye(3)), sparse.csc_matrix(np.eye(3)), sparse.coo_matrix(np.eye(2))]))


def torch_files():
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.ReLU(), torch.nn.BatchNorm1d(4), torch.nn.LSTM(4, 2))
    optimizer = torch.optim.Adam(model.parameters())
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1)
    tensors = {dtype: torch.ones(3).to(getattr(torch, dtype)) for dtype in
               ["float16", "bfloat16", "float32", "float64", "int8", "uint8", "int16", "int32", "int64", "bool", "complex64"]}
    values = {
        "state": model.state_dict(), "model": model, "tensors": tensors, "parameter": torch.nn.Parameter(torch.ones(2)),
        "list": [torch.ones(2), torch.zeros(0, 3), torch.arange(5)], "size": torch.Size([1, 2]), "device": torch.device("cpu"),
        "dtype": torch.float16, "optimizer": optimizer.state_dict(), "scheduler": scheduler.state_dict(),
        "sparse": torch.eye(3).to_sparse(), "quantized": torch.quantize_per_tensor(torch.ones(3), 0.1, 0, torch.qint8),
        "views": [tensors["float32"][1:], tensors["float32"]], "rng": {"python": random.getstate(), "numpy": np.random.get_state(), "cpu": torch.random.get_rng_state()},
        "transformer": torch.nn.TransformerEncoderLayer(4, 2, 8),
        "convolution": torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.MaxPool2d(2), torch.nn.Dropout(), torch.nn.Flatten()),
        "whole": {"epoch": 3, "state_dict": model.state_dict(), "optimizer": optimizer.state_dict(), "args": argparse.Namespace(lr=1e-3)},
    }
    for name, value in values.items():
        through_path(f"torch/{name}.pt", lambda path: torch.save(value, path))
        through_path(f"torch/{name}-legacy.pth", lambda path: torch.save(value, path, _use_new_zipfile_serialization=False))
    for protocol in [2, 3, 4, 5]:
        through_path(f"torch/state-protocol-{protocol}.bin", lambda path: torch.save(model.state_dict(), path, pickle_protocol=protocol))
    small = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Tanh())
    through_path("torch/script.pt", lambda path: torch.jit.script(small).save(path))
    through_path("torch/traced.pt", lambda path: torch.jit.trace(small, torch.ones(1, 2)).save(path))
    through_path("torch/mobile.ptl", lambda path: torch.jit.script(small)._save_for_lite_interpreter(path))


def hdf5_files():
    config = json.dumps({"class_name": "Sequential", "config": {"name": "s", "layers": [
        {"class_name": "InputLayer", "config": {"batch_input_shape": [None, 3], "dtype": "float32", "name": "i"}},
        {"class_name": "Dense", "config": {"name": "d", "units": 2, "activation": "relu", "use_bias": True,
         "kernel_initializer": {"class_name": "GlorotUniform", "config": {"seed": None}}}}]}})
    long = json.dumps({"class_name": "Functional", "config": {"name": "m" * 200000, "layers": []}})
    for libver in ["earliest", "latest"]:
        for kind, text in [("fixed", np.bytes_(config)), ("bytes", config.encode()), ("text", config)]:
            def write(path):
                with h5py.File(path, "w", libver=libver) as file:
                    file.attrs["model_config"] = text
                    file.attrs["keras_version"] = b"2.11.0"
                    file.attrs["backend"] = b"tensorflow"
                    group = file.create_group("model_weights/d/d")
                    group.create_dataset("kernel:0", data=np.ones((3, 2), "f4"))
                    group.attrs["weight_names"] = np.array([b"kernel:0"])
            through_path(f"keras/{libver}-{kind}.h5", write)
        def write(path):
            with h5py.File(path, "w", libver=libver) as file:
                file.create_dataset("x", data=np.arange(1000).reshape(10, 100), chunks=(5, 50), compression="gzip")
                file.create_dataset("names", data=["a", "b"], dtype=h5py.string_dtype())
                for number in range(30):
                    group = file.create_group(f"g{number}")
                    group.attrs["n"] = number
                    group["data"] = np.ones(3)
                for number in range(20):
                    file.attrs[f"a{number}"] = "x" * number
                file["soft"] = h5py.SoftLink("/x")
                file["hard"] = file["x"]
        through_path(f"hdf5/datasets-{libver}.h5", write)
    def write(path):
        with h5py.File(path, "w", track_order=True) as file:
            file.attrs["model_config"] = long
            for number in range(12):
                file.attrs[f"a{number}"] = number
    through_path("keras/long-config.hdf5", write)
    def write(path):
        with h5py.File(path, "w", userblock_size=512) as file:
            file["x"] = np.ones(3)
    through_path("hdf5/user-block.h5", write)


def onnx_files():
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 2])
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 2])
    weight = helper.make_tensor("w", TensorProto.FLOAT, [1, 2], [1.0, 2.0])
    graph = helper.make_graph([helper.make_node("Add", ["x", "w"], ["y"])], "g", [x], [y], [weight])
    model = helper.make_model(graph, producer_name="test")
    add("onnx/add.onnx", model.SerializeToString())
    def write(path):
        big = helper.make_tensor("w", TensorProto.FLOAT, [1, 2000], np.ones(2000, "f4").tobytes(), raw=True)
        other = helper.make_model(helper.make_graph([helper.make_node("Identity", ["w"], ["y"])], "g", [], [y], [big]))
        onnx.save_model(other, path, save_as_external_data=True, location="weights.data", size_threshold=10)
    through_path("onnx/external.onnx", write)
    inner = helper.make_graph([helper.make_node("Identity", ["x"], ["z"])], "then", [], [helper.make_tensor_value_info("z", TensorProto.FLOAT, [1, 2])])
    cond = helper.make_tensor_value_info("c", TensorProto.BOOL, [])
    branches = helper.make_graph([helper.make_node("If", ["c"], ["y"], then_branch=inner, else_branch=inner)], "g", [x, cond], [y])
    add("onnx/branches.onnx", helper.make_model(branches).SerializeToString())


def archives():
    contents = {"a/readme.txt": b"hello\n" * 50, "a/data.bin": bytes(range(256)) * 20, "a/" + "long" * 40 + ".txt": b"x", "empty": b""}
    for name, form in [("ustar", tarfile.USTAR_FORMAT), ("gnu", tarfile.GNU_FORMAT), ("pax", tarfile.PAX_FORMAT)]:
        for mode in ["", "gz", "bz2", "xz"]:
            out = io.BytesIO()
            with tarfile.open(fileobj=out, mode=f"w:{mode}", format=form) as tar:
                for path, content in contents.items():
                    if form == tarfile.USTAR_FORMAT and len(path) > 100: path = path[:99]
                    member = tarfile.TarInfo(path)
                    member.size, member.mtime = len(content), 1.5 if form == tarfile.PAX_FORMAT else 1
                    tar.addfile(member, io.BytesIO(content))
                folder_member = tarfile.TarInfo("b")
                folder_member.type = tarfile.DIRTYPE
                tar.addfile(folder_member)
                link = tarfile.TarInfo("b/link")
                link.type, link.linkname = tarfile.SYMTYPE, "../a/readme.txt"
                tar.addfile(link)
            add(f"tar/{name}.tar{'.' + mode if mode else ''}", out.getvalue())
    for name, method in [("stored", zipfile.ZIP_STORED), ("deflated", zipfile.ZIP_DEFLATED), ("bzip2", zipfile.ZIP_BZIP2), ("lzma", zipfile.ZIP_LZMA)]:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            archive.writestr("folder/", b"")
            for path, content in {**contents, "ü.txt": b"x"}.items(): archive.writestr(path, content)
            archive.comment = b"a comment" if name == "stored" else b""
        add(f"zip/{name}.zip", out.getvalue())
    class Forward(io.RawIOBase):
        def __init__(self): self.parts = []
        def writable(self): return True
        def write(self, part): self.parts.append(bytes(part)); return len(part)
    for name, method in [("stored", zipfile.ZIP_STORED), ("deflated", zipfile.ZIP_DEFLATED)]:
        forward = Forward()
        with zipfile.ZipFile(forward, "w", method) as archive:
            for path, content in contents.items(): archive.writestr(path, content)
        add(f"zip/streamed-{name}.zip", b"".join(forward.parts))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        with archive.open("big.bin", "w", force_zip64=True) as entry: entry.write(b"zip64" * 20)
    add("zip/zip64.zip", out.getvalue())
    with zipfile.ZipFile(out, "a") as archive: archive.writestr("added later", b"x")
    add("zip/appended.zip", out.getvalue())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w"): pass
    add("zip/empty.zip", out.getvalue())
    text = b"plain text in many lines\n" * 100
    add("text/lines.txt.gz", gzip.compress(text)), add("text/lines.txt.bz2", bz2.compress(text)), add("text/lines.txt.xz", lzma.compress(text))
    add("text/lines.txt.lzma", lzma.compress(text, lzma.FORMAT_ALONE)), add("text/lines.txt.z", zlib.compress(text))


class Payload:
    """Says so when it is loaded, and does nothing else."""
    def __reduce__(self): return eval, ("'LOADED'",)


def harmful_files():
    payload = Payload()
    wrapped = {"a": np.arange(50.0), "x": payload, "b": np.ones(3)}
    for protocol in range(6):
        add(f"harmful/pickle-{protocol}.pkl", pickle.dumps(wrapped, protocol))
        through_path(f"harmful/torch-{protocol}.bin", lambda path: torch.save({"w": torch.ones(2), "x": payload}, path, pickle_protocol=max(2, protocol)))
    through_path("harmful/torch-legacy.pth", lambda path: torch.save([torch.ones(2), payload], path, _use_new_zipfile_serialization=False))
    for compress in [0, ("zlib", 3), ("gzip", 3), ("bz2", 3), ("lzma", 3), ("xz", 3), ("lz4", 3)]:
        kind = "none" if compress == 0 else compress[0]
        through_path(f"harmful/joblib-{kind}.joblib", lambda path: joblib.dump(wrapped, path, compress=compress))
    through_path("harmful/joblib-array.joblib", lambda path: joblib.dump([np.ones(9), np.array([payload], dtype=object)], path))
    objects = np.array([payload, 1], dtype=object)
    through_path("harmful/objects.npy", lambda path: np.save(path, objects, allow_pickle=True))
    through_path("harmful/field.npy", lambda path: np.save(path, np.array([(1, payload)], dtype=[("a", "<i4"), ("b", "O")]), allow_pickle=True))
    through_path("harmful/objects.npz", lambda path: np.savez(path, a=np.ones(2), b=objects))
    through_path("harmful/objects-compressed.npz", lambda path: np.savez_compressed(path, a=np.ones(2), b=objects))
    layer = {"class_name": "Lambda", "config": {"function": ["4wEAAAA=", None, None], "function_type": "lambda"}}
    config = json.dumps({"class_name": "Sequential", "config": {"layers": [layer]}}).replace("Lambda", "\\u004cambda")
    long = config[:-1] + ', "x": "' + "m" * 100000 + '"}'
    for libver in ["earliest", "latest"]:
        for kind, text in [("fixed", np.bytes_(config)), ("bytes", config.encode()), ("text", config), ("long", long)]:
            for many in [0, 20]:
                def write(path):
                    with h5py.File(path, "w", libver=libver, track_order=many > 0) as file:
                        for number in range(many): file.attrs[f"a{number}"] = "x" * number
                        file.attrs["model_config"] = text
                through_path(f"harmful/keras-{libver}-{kind}-{many}.h5", write)
        def write(path):
            with h5py.File(path, "w", libver=libver) as file:
                for number in range(30): file.create_group(f"g{number}")
                file["g17"].attrs["value"] = np.void(pickle.dumps(payload, 0))
        through_path(f"harmful/pytables-{libver}.h5", write)
        def write(path):
            with h5py.File(path, "w", libver=libver) as file:
                for number in range(30): file.create_group(f"g{number}")
                file["g7/x"] = h5py.ExternalLink("/etc/passwd", "/x")
        through_path(f"harmful/external-{libver}.h5", write)


for part in [harmful_files, plain_pickles, numpy_files, sklearn_models, joblib_files, pandas_files, torch_files, hdf5_files, onnx_files, archives]:
    part()
written_with = {"python": sys.version.split()[0], **{module.__name__: module.__version__ for module in [np, joblib, sklearn, pd, h5py, onnx, torch]}}
packed = {"written_with": written_with, "files": {name: base64.b64encode(content).decode() for name, content in {**FILES, **HARMFUL}.items()}}
with open(sys.argv[1], "wb") as out:
    out.write(gzip.compress(json.dumps(packed).encode(), 9, mtime=0))
print(len(FILES), "honest files,", len(HARMFUL), "harmful ones,", os.path.getsize(sys.argv[1]), "packed", written_with)
