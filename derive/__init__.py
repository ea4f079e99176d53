"""A proofreader for mathematical derivations: proves or refutes every = in them, for every n.

>>> import derive
>>> report = derive.check("softmax.md")  # doctest: +SKIP
>>> report.summary.refuted  # doctest: +SKIP
0
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from derive.decide.verdict import Verdict
    from derive.errors import DeriveError
    from derive.proofread import check
    from derive.report import DocumentReport, Report, Step

    __version__: str

__all__ = ["DeriveError", "DocumentReport", "Report", "Step", "Verdict", "__version__", "check"]

_HOMES = {
    "DeriveError": "derive.errors",
    "DocumentReport": "derive.report",
    "Report": "derive.report",
    "Step": "derive.report",
    "Verdict": "derive.decide.verdict",
    "check": "derive.proofread",
}


def __getattr__(name: str) -> Any:
    """Names are imported when they are first asked for, so that `import derive` costs nothing."""
    if name == "__version__":
        return _version()
    if name not in _HOMES:
        raise AttributeError(f"module 'derive' has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _version() -> str:
    """The version of the installed distribution, or that of the checkout."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("derivation-checker")
    except PackageNotFoundError:
        import tomllib
        from pathlib import Path

        project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
        return str(project["project"]["version"])
