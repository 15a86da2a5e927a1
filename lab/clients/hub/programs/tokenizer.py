"""Loads configuration and tokenizer of a model with transformers and prints the files that it read."""
import json
import os

from transformers import AutoConfig, AutoTokenizer

order = json.loads(os.environ["ORDER"])
cache = os.path.join(order["into"], "cache")
AutoConfig.from_pretrained(order["id"], revision=order["revision"], cache_dir=cache)
tokenizer = AutoTokenizer.from_pretrained(order["id"], revision=order["revision"], cache_dir=cache)
assert len(tokenizer.encode("where is the parcel")) >= 4
for folder, _, names in os.walk(os.path.join(cache, "models--" + order["id"].replace("/", "--"), "snapshots")):
    for name in names:
        print(json.dumps({"file": os.path.join(folder, name), "path": name}))
