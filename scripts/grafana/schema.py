#!/usr/bin/env python3
"""Writes schema.json: what a dashboard and its panels may hold, made from the types that Grafana publishes on npm.

    python3 scripts/grafana/schema.py

Needs npm and the network; the result is kept, so that the tests need neither. A newer Grafana: change VERSION.
"""

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

VERSION = "13.2.1"
TOOLS = (f"@grafana/schema@{VERSION}", "ts-json-schema-generator@2.10.0", "typescript@5.9.3")
TYPES = "node_modules/@grafana/schema/dist/types/raw"
PANELS = {
    name: f"{TYPES}/composable/{name.replace('-', '')}/panelcfg/x/types.gen.d.ts"
    for name in ("barchart", "heatmap", "stat", "state-timeline", "table", "timeseries")
}
WANTED = {
    "dashboard": (f"{TYPES}/dashboard/x/types.gen.d.ts", "Dashboard"),
    **{f"options of {name}": (path, "Options") for name, path in PANELS.items()},
    **{f"custom of {name}": (path, "FieldConfig") for name, path in PANELS.items() if name != "stat"},
}


def run(folder: Path, *words: str) -> str:
    return subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True).stdout


def without_text(node: Any) -> Any:
    """The schema without its descriptions, which are most of it."""
    if isinstance(node, dict):
        return {
            key: without_text(value)
            for key, value in node.items()
            if not (key in ("description", "markdownDescription") and isinstance(value, str))
        }
    return [without_text(each) for each in node] if isinstance(node, list) else node


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "package.json").write_text("{}", encoding="utf-8")
        options = {"compilerOptions": {"strict": True, "skipLibCheck": True}}
        (folder / "tsconfig.json").write_text(json.dumps(options), encoding="utf-8")
        run(folder, "npm", "install", "--silent", "--ignore-scripts", *TOOLS)
        schemas = {}
        for name, (path, kind) in WANTED.items():
            words = ("--path", path, "--type", kind, "--no-type-check", "--tsconfig", "tsconfig.json")
            schemas[name] = without_text(json.loads(run(folder, "node_modules/.bin/ts-json-schema-generator", *words)))
        integrity = run(folder, "npm", "view", TOOLS[0], "dist.integrity").strip()
    made_from = {"package": TOOLS[0], "integrity": integrity, "license": "Apache-2.0", "by": list(TOOLS[1:])}
    text = json.dumps({"made from": made_from, "schemas": schemas}, indent=1, sort_keys=True) + "\n"
    (Path(__file__).parent / "schema.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
