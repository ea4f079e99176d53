"""Indices in normal forms."""

from derive.term import Index, Last, Letter, Literal


def index_key(index: Index) -> str:
    match index:
        case Letter():
            return f"{index.name}:{index.set.size}"
        case Literal():
            return f"#{index.value}:{index.set.size}"
        case Last():
            return f"last:{index.set.size}"


def is_bound(index: Index) -> bool:
    """Whether the index is a letter that a sum binds, here (~) or in an atom (@)."""
    return isinstance(index, Letter) and index.name[0] in "~@"


def variable_key(name: str, indices: tuple[Index, ...]) -> str:
    return name + "[" + ",".join(map(index_key, indices)) + "]"
