"""Writes python/twosource/evidence.py and checks.py from the JSON Schemas that the built module tells.

    python tools/types_from_schema.py          # after `maturin develop`, or with TWOSOURCE_PACKAGE, the folder of an installed package
    python tools/types_from_schema.py --check  # exit code 1 where they are not what the schemas give
"""

from __future__ import annotations

import glob
import importlib.util
import json
import keyword
import os
import pathlib
import re
import sys
import textwrap
from typing import Any

#: Where the types are written.
SOURCES = pathlib.Path(__file__).resolve().parent.parent / "python" / "twosource"
#: Where the built module is: beside the sources after `maturin develop`, else in the package that TWOSOURCE_PACKAGE names.
BUILT = pathlib.Path(os.environ.get("TWOSOURCE_PACKAGE") or SOURCES)


def native() -> Any:
    """The built module, without the package around it, which imports what is written here."""
    (path,) = glob.glob(str(BUILT / "_native*.so")) + glob.glob(str(BUILT / "_native*.pyd"))
    spec = importlib.util.spec_from_file_location("_native", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def name_of(reference: str) -> str:
    return reference.rsplit("/", 1)[1].removesuffix("Record")


def words(schema: dict[str, Any]) -> list[str] | None:
    """The words of a field-less enum."""
    if "enum" in schema:
        return schema["enum"]
    parts = schema.get("oneOf")
    if parts and all("const" in part or "enum" in part for part in parts):
        return [word for part in parts for word in (part.get("enum") or [part["const"]])]
    return None


class Types:
    def __init__(self, schema: dict[str, Any]) -> None:
        self.defs = schema.get("$defs", {})

    def type_of(self, schema: Any) -> str:
        if not isinstance(schema, dict):
            return "Any"
        if "$ref" in schema:
            name = name_of(schema["$ref"])
            known = self.defs[schema["$ref"].rsplit("/", 1)[1]]
            return name if words(known) or "properties" in known else "Any"
        if "anyOf" in schema:
            return " | ".join(dict.fromkeys(self.type_of(part) for part in schema["anyOf"]))
        kind = schema.get("type")
        if isinstance(kind, list):
            return " | ".join(dict.fromkeys(self.type_of({**schema, "type": one}) for one in kind))
        match kind:
            case "string":
                return "str"
            case "integer":
                return "int"
            case "number":
                return "float"
            case "boolean":
                return "bool"
            case "null":
                return "None"
            case "array":
                return f"list[{self.type_of(schema.get('items', {}))}]"
            case "object":
                return "dict[str, Any]"
        return "Any"

    def made(self, schema: Any, value: str) -> str:
        """The expression that makes the typed object of a JSON value."""
        if "$ref" in schema:
            known = self.defs[schema["$ref"].rsplit("/", 1)[1]]
            return f"{name_of(schema['$ref'])}({value})" if "properties" in known else value
        if "anyOf" in schema:
            parts = [part for part in schema["anyOf"] if part.get("type") != "null"]
            made = self.made(parts[0], value) if len(parts) == 1 else value
            made = self.made(parts[0], "value") if len(parts) == 1 else "value"
            return value if made == "value" else f"None if (value := {value}) is None else {made}"
        if schema.get("type") == "array" and isinstance(schema.get("items"), dict):
            made = self.made(schema["items"], "each")
            return value if made == "each" else f"[{made} for each in {value}]"
        return value

    def record(self, name: str, schema: dict[str, Any]) -> list[str]:
        lines = [f"class {name}(Record):", *doc(schema.get("description", name), 4), ""]
        required = set(schema.get("required", []))
        for key, told in schema["properties"].items():
            attribute = key + "_" if keyword.iskeyword(key) else key
            typed = self.type_of(told)
            value = f"self._data[{json.dumps(key)}]"
            if key not in required:
                # What is left out is what the program leaves out: none, or an empty list.
                if told.get("type") == "array":
                    value = f"self._data.get({json.dumps(key)}, [])"
                elif "default" in told:
                    value = f"self._data.get({json.dumps(key)}, {json.dumps(told['default']) if told['default'] is not None and not isinstance(told['default'], bool) else told['default']})"
                else:
                    value = f"self._data.get({json.dumps(key)})"
                    typed = typed if "None" in typed or typed == "Any" else f"{typed} | None"
            made = self.made(told, value)
            lines += ["    @property", f"    def {attribute}(self) -> {typed}:"]
            lines += doc(told.get("description") or self.described(told) or attribute, 8)
            lines += [f"        return {made}", ""]
        return lines

    def described(self, told: Any) -> str:
        for part in told.get("anyOf", [told]):
            if "$ref" in part:
                return self.defs[part["$ref"].rsplit("/", 1)[1]].get("description", "")
        return ""

    def module(self, root: str, schema: dict[str, Any], head: str) -> str:
        lines = [f'"""{head}', "", "Made by tools/types_from_schema.py: do not edit.", '"""', ""]
        lines += ["from __future__ import annotations", "", "from typing import Any, Literal", ""]
        lines += ["from ._record import Record", ""]
        for key, told in self.defs.items():
            if (known := words(told)) is not None:
                shown = ", ".join(json.dumps(word) for word in known)
                lines += [f"{name_of('/' + key)} = Literal[{shown}]", f'"""{flat(told.get("description", key))}"""', ""]
        lines.append("")
        for key, told in self.defs.items():
            if "properties" in told and words(told) is None:
                lines += [*self.record(name_of("/" + key), told), ""]
        lines += self.record(root, schema)
        return "\n".join(lines).rstrip() + "\n"


def flat(text: str) -> str:
    # Links of Rust's own documentation lead nowhere here.
    text = re.sub(r"\[(`[^`]*`)\]", r"\1", re.sub(r"\s*\(\[`[^`]*`\]\)", "", text))
    return " ".join(text.replace("`", "``").replace("\\", "\\\\").split())


def doc(text: str, indent: int) -> list[str]:
    text = flat(text).replace('"""', "'''")
    if text.endswith('"'):
        text += " "
    wrapped = textwrap.wrap(text, 115 - indent) or [""]
    pad = " " * indent
    if len(wrapped) == 1:
        return [f'{pad}"""{wrapped[0]}"""']
    return [f'{pad}"""{wrapped[0]}', *(pad + line for line in wrapped[1:]), f'{pad}"""']


def main() -> int:
    module = native()
    evidence, check = json.loads(module.evidence_schema()), json.loads(module.check_schema())
    made = {
        "evidence.py": Types(evidence).module("Evidence", evidence, "The evidence file as typed objects."),
        "checks.py": Types(check).module("Check", check, "What checking a draft gives, as typed objects."),
    }
    changed = [name for name, text in made.items() if not (SOURCES / name).is_file() or (SOURCES / name).read_text() != text]
    if "--check" in sys.argv:
        for name in changed:
            print(f"{name} is not what the schema gives: run tools/types_from_schema.py")
        return 1 if changed else 0
    for name in changed:
        (SOURCES / name).write_text(made[name])
        print("wrote", name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
