"""Runs the command ``kgx`` without a network, with the Biolink Model that the package biolink-model brings.

kgx fetches the model and its prefixes when it is imported. Run this with the Python of an environment that has kgx:

    python kgx_offline.py CONTEXT.jsonld validate -i tsv nodes.tsv edges.tsv

The first word is a JSON-LD context whose prefixes are declared in addition to those of Biolink, as ``jsonld-context``
in the file config.yml of kgx does.
"""

from __future__ import annotations

import email.message
import importlib
import io
import json
import sys
import urllib.request
import urllib.response
from importlib.util import find_spec
from pathlib import Path
from typing import Any


class _Bytes(io.BytesIO):
    mode = "rb"


class _Response:
    """What kgx and bmt use of a response of requests."""

    def __init__(self, content: bytes) -> None:
        self.text = content.decode("utf-8")

    def json(self) -> Any:
        return json.loads(self.text)

    def raise_for_status(self) -> None:
        pass


def model_folder() -> Path:
    """Return the folder of the package biolink-model."""
    spec = find_spec("biolink_model")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the package biolink-model is not installed here")
    return Path(next(iter(spec.submodule_search_locations)))


def main() -> None:
    """Run kgx."""
    context, *words = sys.argv[1:]
    folder = model_folder()
    schema = folder / "schema" / "biolink_model.yaml"

    def local(address: str) -> bytes:
        if address.endswith("biolink-model.yaml"):
            return schema.read_bytes()
        if address.endswith("predicate_mapping.yaml"):
            return b"predicate mappings: []"
        if address.endswith("context.jsonld"):
            prefixes = json.loads((folder / "prefixmaps" / "biolink-model-prefix-map.json").read_text("utf-8"))
            prefixes |= json.loads(Path(context).read_text("utf-8"))["@context"]
            return json.dumps({"@context": prefixes}).encode()
        raise OSError(f"not at hand without a network: {address}")

    def urlopen(request: Any, *_: Any, **__: Any) -> Any:
        content = local(getattr(request, "full_url", request))
        headers = email.message.Message()
        headers["Content-Length"] = str(len(content))
        return urllib.response.addinfourl(_Bytes(content), headers, str(schema), 200)

    requests: Any = importlib.import_module("requests")
    vars(urllib.request)["urlopen"] = urlopen
    requests.get = lambda address, *_, **__: _Response(local(address))
    sys.argv = ["kgx", *words]
    importlib.import_module("kgx.cli").cli()


if __name__ == "__main__":
    main()
