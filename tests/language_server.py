"""Speaks with the real YAML language server, as an editor does: JSON-RPC over its standard input and output.

The variable ``YAML_LANGUAGE_SERVER`` names the program; without it, it is looked for on the path. Its own look-ups in
the network are switched off.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

VARIABLE = "YAML_LANGUAGE_SERVER"
PATIENCE = 60
"""Seconds until an answer is due."""
_OFFLINE = {"schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}}


def find_server() -> str:
    """Return the program; empty where there is none. What the variable names must be there."""
    named = os.environ.get(VARIABLE, "")
    if named and not shutil.which(named):
        raise FileNotFoundError(f"{VARIABLE} names {named}, which cannot be run")
    return named or shutil.which("yaml-language-server") or ""


class LanguageServer:
    """A running server, and the documents that it was shown."""

    def __init__(self, program: str, schemas: dict[str, str] | None = None) -> None:
        """``schemas`` are file names by the address of their schema, as the setting ``yaml.schemas`` has them."""
        self._process = subprocess.Popen(
            [program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._settings = {"validate": True, "hover": True, "completion": True, "schemas": schemas or {}, **_OFFLINE}
        self._received: queue.Queue[dict[str, Any]] = queue.Queue()
        self._number = 0
        threading.Thread(target=self._listen, daemon=True).start()
        abilities = {
            "workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}},
            "textDocument": {
                "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
            },
        }
        self.ask("initialize", {"processId": os.getpid(), "rootUri": None, "capabilities": abilities})
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": {"yaml": self._settings}}})

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE)
        for pipe in (self._process.stdin, self._process.stdout):
            pipe.close()

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Show the server a file, and return the diagnostics that it publishes."""
        path.write_text(text, encoding="utf-8")
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        while True:
            message = self._receive()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == path.as_uri():
                return message["params"]["diagnostics"]

    def complete(self, path: Path, line: int, column: int) -> dict[str, str]:
        """Return the completions at a place, counted from 0: labels, each with what is told of it."""
        answer = self._ask_at("completion", path, line, column)
        items = answer["items"] if isinstance(answer, dict) else answer
        return {item["label"]: _read_markup(item.get("documentation", "")) for item in items or ()}

    def hover(self, path: Path, line: int, column: int) -> str:
        """Return what is told at a place, counted from 0."""
        answer = self._ask_at("hover", path, line, column)
        return _read_markup(answer["contents"]) if answer else ""

    def ask(self, method: str, params: object) -> Any:
        """Return the server's answer to a request."""
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def _ask_at(self, what: str, path: Path, line: int, column: int) -> Any:
        place = {"line": line, "character": column}
        return self.ask(f"textDocument/{what}", {"textDocument": {"uri": path.as_uri()}, "position": place})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """Return the next message, and answer what the server itself asks on the way."""
        message = self._received.get(timeout=PATIENCE)
        if "id" in message and "method" in message:
            asked = message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
            sections = [self._settings if item.get("section") == "yaml" else {} for item in asked or ()]
            self._send({"id": message["id"], "result": None if asked is None else sections})
        return message

    def _listen(self) -> None:
        stream = self._process.stdout
        while header := stream.readline():
            size = int(header.partition(b":")[2]) if header.lower().startswith(b"content-length") else 0
            while header.strip():
                header = stream.readline()
                if header.lower().startswith(b"content-length"):
                    size = int(header.partition(b":")[2])
            self._received.put(json.loads(stream.read(size)))


def _read_markup(told: Any) -> str:
    return told["value"] if isinstance(told, dict) else str(told)
