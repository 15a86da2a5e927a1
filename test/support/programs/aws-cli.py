"""The real AWS CLI without its start-up: one process has it loaded, and forks for every call.

`aws-cli.py serve SOCKET` prints "ready" and serves calls until its standard input ends.
`aws-cli.py call SOCKET ARGUMENTS...` makes one, with its own environment, directory and output.
"""

import json
import os
import select
import signal
import socket
import sys

SERVICES = ["lambda", "s3", "iam", "logs", "sqs", "sts", "cloudwatch"]


def serve(address):
    import awscli.clidriver

    driver = awscli.clidriver.create_clidriver()
    # Loads what calls of these services need. The session does not keep credentials and region of a client. No command
    # runs here: that would start threads, which a fork does not have.
    for service in SERVICES:
        driver.session.create_client(service, "us-east-1", aws_access_key_id="x", aws_secret_access_key="x")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen()
    print("ready", flush=True)
    while sys.stdin not in select.select([listener, sys.stdin], [], [])[0]:
        connection, _ = listener.accept()
        if os.fork() == 0:
            answer(connection, driver)
        connection.close()


def answer(connection, driver):
    request, outputs, _, _ = socket.recv_fds(connection, 4, 2)
    stream = connection.makefile("rwb")
    size = int.from_bytes(request, "big")
    arguments, environment, directory = json.loads(stream.read(size))
    for number, file in enumerate([os.open(os.devnull, os.O_RDONLY), *outputs]):
        os.dup2(file, number)
    # It was set when awscli was imported.
    data = [os.environ["AWS_DATA_PATH"], environment.get("AWS_DATA_PATH", "")]
    os.environ.clear()
    os.environ.update(environment | {"AWS_DATA_PATH": os.pathsep.join(filter(None, data))})
    os.chdir(directory)
    try:
        code = driver.main(arguments)
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    stream.write(bytes([code or 0]))
    stream.flush()
    os._exit(0)


def call(address, arguments):
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(address)
    request = json.dumps([arguments, dict(os.environ), os.getcwd()]).encode()
    socket.send_fds(connection, [len(request).to_bytes(4, "big")], [1, 2])
    connection.sendall(request)
    code = connection.recv(1)
    sys.exit(code[0] if code else 255)


if sys.argv[1] == "serve":
    serve(sys.argv[2])
else:
    call(sys.argv[2], sys.argv[3:])
