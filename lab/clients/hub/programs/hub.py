"""Loads a repository with huggingface_hub, whole and file by file, and prints where the files are."""
import json
import os

from huggingface_hub import hf_hub_download, snapshot_download

order = json.loads(os.environ["ORDER"])
repository = {"repo_id": order["id"], "repo_type": order["type"], "revision": order["revision"]}


def cache(name):
    return os.path.join(order["into"], name)


print(json.dumps({"snapshot": snapshot_download(**repository, cache_dir=cache("snapshot"))}))
for path in order["paths"]:
    file = hf_hub_download(**repository, filename=path, cache_dir=cache("single"))
    print(json.dumps({"file": file, "path": path}))
