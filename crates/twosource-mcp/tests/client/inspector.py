"""Asks a twosource server by the command line of the official inspector, over both transports.

usage: inspector.py NODE INSPECTOR PROGRAM COLLECTION
"""
import json
import os
import subprocess
import sys

NODE, INSPECTOR, PROGRAM, COLLECTION = sys.argv[1:5]
TOKEN = "a-token-for-this-test-alone"
STDIO = [PROGRAM, "--quiet", "mcp", "--store", COLLECTION]


def ask(server, *arguments, code=0):
    command = [NODE, INSPECTOR, "--cli", *server, *arguments]
    # It keeps a list of servers in the user's home unless told otherwise.
    environment = dict(os.environ, MCP_CATALOG_PATH=COLLECTION + "-inspector.json")
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300)
    assert done.returncode == code, f"{arguments}: {done.returncode} in place of {code}\n{done.stdout}\n{done.stderr}"
    return done


def check(server):
    # Its own review of the schemas: nothing that an assistant may refuse in what tools take.
    listed = ask(server, "--method", "tools/list", "--strict")
    tools = json.loads(listed.stdout)["tools"]
    assert {tool["name"] for tool in tools} == {"brief", "check", "independence", "explain", "search", "story"}
    assert "inputSchema" not in listed.stderr, listed.stderr

    call = lambda *rest, code=0: ask(server, "--method", "tools/call", "--tool-name", *rest, code=code)
    draft = "draft=The Solveig was carrying 999 passengers."
    told = json.loads(call("check", "--tool-arg", draft, "--tool-arg", "story=S1").stdout)
    assert told["structuredContent"]["contradicted"] is True, told
    reports = [{"outlet": "Harbour Post", "text": "Two boats sank off Port Hale on Monday, the coastguard said."}]
    told = json.loads(call("brief", "--tool-arg", "reports=" + json.dumps(reports)).stdout)
    assert told["structuredContent"]["stories"], told
    refused = call("story", "--tool-arg", "story=S999", code=5)
    assert "no story S999" in refused.stdout, refused.stdout

    resources = json.loads(ask(server, "--method", "resources/list").stdout)["resources"]
    assert {resource["uri"].split("://")[1].split("/")[0] for resource in resources} == {"story", "evidence"}
    page = json.loads(ask(server, "--method", "resources/read", "--uri", "twosource://story/S1").stdout)
    assert page["contents"][0]["text"].startswith("#"), page


check(STDIO)
print("inspector, standard input and output: all answered")
process = subprocess.Popen([*STDIO, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True, env=dict(os.environ, TWOSOURCE_TOKEN=TOKEN))
try:
    address = process.stdout.readline().strip()
    listed = ask([address], "--header", f"Authorization: Bearer {TOKEN}", "--method", "tools/list")
    assert len(json.loads(listed.stdout)["tools"]) == 6
    without = subprocess.run([NODE, INSPECTOR, "--cli", address, "--method", "tools/list"], capture_output=True, text=True, timeout=300)
    assert without.returncode != 0, without.stdout
finally:
    process.terminate()
    process.wait(20)
print("inspector, streamable HTTP: answered with the token alone")
