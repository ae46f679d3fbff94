"""Prints what the program is made of for a target, as CycloneDX 1.5: the crates that are linked, and the language model.

    python3 packaging/sbom.py x86_64-unknown-linux-gnu
"""

from __future__ import annotations

import json
import subprocess
import sys


def main(target: str) -> None:
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target]
    metadata = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    (program,) = (id for id, package in packages.items() if package["name"] == "twosource")

    def needs(id: str) -> list[str]:
        """What it is linked with: neither what tests it nor what builds it."""
        return sorted(
            dependency["pkg"]
            for dependency in nodes[id]["deps"]
            if any(kind["kind"] is None for kind in dependency["dep_kinds"])
        )

    found: dict[str, list[str]] = {}
    waiting = [program]
    while waiting:
        id = waiting.pop()
        if id not in found:
            found[id] = needs(id)
            waiting += found[id]

    def reference(id: str) -> str:
        return f"pkg:cargo/{packages[id]['name']}@{packages[id]['version']}"

    def component(id: str) -> dict[str, object]:
        package = packages[id]
        made: dict[str, object] = {
            "type": "library",
            "bom-ref": reference(id),
            "name": package["name"],
            "version": package["version"],
            "purl": reference(id),
        }
        if package.get("license"):
            made["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
        return made

    main_component = {**component(program), "type": "application"}
    rest = sorted((id for id in found if id != program), key=reference)
    model = {
        "type": "machine-learning-model",
        "bom-ref": "en_core_web_sm@3.8.0",
        "name": "en_core_web_sm",
        "version": "3.8.0",
        "licenses": [{"expression": "MIT"}],
    }
    print(json.dumps({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": main_component},
        "components": [component(id) for id in rest] + [model],
        "dependencies": [
            {"ref": reference(id), "dependsOn": sorted(set(map(reference, found[id])))} for id in [program, *rest]
        ],
    }, indent=2))


if __name__ == "__main__":
    main(sys.argv[1])
