#!/usr/bin/env python3
"""Bring one artifact into a registry and wait for what becomes of it. Needs nothing but Python's standard library.

    GATEHOUSE_PASSWORD=... python3 poll.py http://127.0.0.1:8000 https://huggingface.co/google-bert/bert-base-uncased

Ends with 0 when the artifact is completed, 2 when it was rejected, 3 when it failed, 1 when the registry refused.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request


def call(method, url, body=None, token=None):
    """Sends one request; returns the status and the JSON that came back."""
    headers = {"Content-Type": "application/json"} if body is not None else {}
    if token is not None:
        headers["X-Authorization"] = token
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def kind_of(link):
    if "github.com/" in link or "/spaces/" in link:
        return "code"
    return "dataset" if "/datasets/" in link else "model"


def main(base, link):
    credentials = {"user": {"name": os.environ.get("GATEHOUSE_USER", "admin")}, "secret": {"password": os.environ["GATEHOUSE_PASSWORD"]}}
    status, token = call("PUT", base + "/authenticate", credentials)
    if status != 200:
        print(token["detail"], file=sys.stderr)
        return 1

    kind = kind_of(link)
    status, answer = call("POST", base + "/artifact/" + kind, {"url": link}, token)
    if status == 202:
        artifact_id = answer["artifact_id"]
    elif status == 409:
        artifact_id = answer["existing_id"]
    else:
        print(answer["detail"], file=sys.stderr)
        return 1
    print("artifact", artifact_id)

    while True:
        status, artifact = call("GET", "%s/artifacts/%s/%d" % (base, kind, artifact_id), token=token)
        if status in (429, 503):
            time.sleep(2)
            continue
        if status != 200:
            print(artifact["detail"], file=sys.stderr)
            return 1
        progress = artifact["progress"]
        print("%s: %s, %d %%" % (artifact["status"], progress["stage"], progress["percent"]))
        if artifact["status"] == "completed":
            print("download:", artifact["data"]["download_url"])
            return 0
        if artifact["status"] == "rejected":
            for reason in artifact["verdict"]["reasons"]:
                print("-", reason)
            return 2
        if artifact["status"] == "failed":
            failure = artifact["failure"]
            print("%s: %s%s" % (failure["code"], failure["detail"], "; try again" if failure["retryable"] else ""))
            return 3
        time.sleep(float(os.environ.get("POLL_SECONDS", "2")))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1].rstrip("/"), sys.argv[2]))
