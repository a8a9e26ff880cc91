"""The verifier as one file, `ortoo_verify.py`: its modules behind one another, their imports once at the top."""

from __future__ import annotations

import ast
from importlib import resources

IN_ORDER = (
    "findings",
    "archive",
    "signatures",
    "checkpoints",
    "roots",
    "proofs",
    "certificates",
    "trees",
    "recounted",
    "published",
    "receipts",
    "log",
    "appeals",
    "permitting",
    "meaning",
    "sealed",
    "check",
)


def verifier_source() -> str:
    """The text of `ortoo_verify.py`. The same modules give the same text."""
    folder = resources.files("ortoo.ledger.rules.verifier")
    header = (folder / "__init__.py").read_text("utf-8").rstrip()
    imports: set[str] = set()
    bodies = []
    for name in IN_ORDER:
        source = (folder / f"{name}.py").read_text("utf-8")
        module = ast.parse(source)
        taken = [node for node in module.body if isinstance(node, ast.Import | ast.ImportFrom)]
        imports.update(ast.unparse(node) for node in taken if not _ours(node))
        rest = "\n".join(source.split("\n")[taken[-1].end_lineno :]).strip()
        bodies.append(f"# --- {name}: {ast.get_docstring(module)}\n\n{rest}")
    top = f"#!/usr/bin/env python3\n{header}\n\nfrom __future__ import annotations\n\n" + "\n".join(sorted(imports))
    return "\n\n\n".join([top, *bodies]) + "\n"


def _ours(node: ast.Import | ast.ImportFrom) -> bool:
    return isinstance(node, ast.ImportFrom) and str(node.module).startswith(("ortoo.", "__future__"))
