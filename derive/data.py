"""Immutable classes of data that cost next to nothing to define.

The standard library's dataclasses write and compile the source of six methods for each class whenever a program
starts: half a millisecond a class, and there are more than a hundred here. These share their methods instead.

>>> class Point(Data):
...     x: int
...     y: int = 0
...     note: str = aside("")
>>> Point(1), Point(1, note="here") == Point(1, 0), replace(Point(1), y=2)
(Point(x=1, y=0), True, Point(x=1, y=2))
>>> Point(1).x = 2
Traceback (most recent call last):
AttributeError: a Point never changes: 'x' cannot be set
"""

import sys
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, ClassVar, TypeAlias, TypeVar, cast, dataclass_transform

MANY = 4096
"""So many results of a function of objects are kept."""
T = TypeVar("T")
D = TypeVar("D", bound="Structure")
K = TypeVar("K", bound="Structure")
Setter: TypeAlias = Callable[[Any, Any], None]


class _Aside:
    """The default of a field that takes no part in equality."""

    def __init__(self, default: object) -> None:
        self.default = default


def aside(default: T) -> T:
    """The default of a field that takes no part in equality, in hashes and in what is printed."""
    return cast(T, _Aside(default))


def _annotated(namespace: dict[str, Any]) -> tuple[str, ...]:
    """The annotated names of a class body."""
    if sys.version_info >= (3, 14) and "__annotations__" not in namespace:
        from annotationlib import Format, call_annotate_function, get_annotate_from_class_namespace

        annotate = get_annotate_from_class_namespace(namespace)
        return tuple(call_annotate_function(annotate, Format.STRING)) if annotate is not None else ()
    return tuple(namespace.get("__annotations__", ()))


@dataclass_transform(frozen_default=True)
class _DataType(type):
    """Makes a slot of each annotated name of a class body, in a plain class that derives from Structure; `frozen=False`
    makes them variables."""

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], frozen: bool = True) -> Any:
        names = _annotated(namespace)
        given = {field: namespace.pop(field) for field in names if field in namespace}
        if tuple(given) != names[len(names) - len(given) :]:
            raise TypeError(f"{name}: a field without a default follows one with a default")
        asides = [field for field, default in given.items() if isinstance(default, _Aside)]
        namespace["__match_args__"] = names
        namespace["__slots__"] = names
        if not frozen:
            namespace |= {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__, "__hash__": None}
        if bases == (Structure,):
            return super().__new__(mcs, name, bases, namespace)
        made: Any = type.__new__(type, name, (Structure,), namespace)
        made._defaults = {field: d.default if isinstance(d, _Aside) else d for field, d in given.items()}
        if names:
            setters = [made.__dict__[field].__set__ for field in names]
            initialiser = _initialiser(names, setters, tuple(made._defaults.values()))
            initialiser.__qualname__ = f"{name}.__init__"
            made.__init__ = initialiser
        made._compared = tuple(field for field in names if field not in asides)
        made._key = attrgetter(*made._compared) if made._compared else lambda _: ()
        return made


def _initialiser(names: tuple[str, ...], setters: list[Setter], defaults: tuple[Any, ...]) -> Callable[..., None]:
    """What sets the fields of a new object. There are so many small ones that a loop over their fields would show."""
    if len(names) > len(_FEW):
        return _setting_many(setters, defaults)
    made: Any = _FEW[len(names) - 1](*setters)
    made.__code__ = made.__code__.replace(co_varnames=("self", *names))
    made.__defaults__ = defaults
    return cast(Callable[..., None], made)


def _setting_one(first: Setter) -> Callable[..., None]:
    def set_fields(self: "Data", a: Any) -> None:
        first(self, a)

    return set_fields


def _setting_two(first: Setter, second: Setter) -> Callable[..., None]:
    def set_fields(self: "Data", a: Any, b: Any) -> None:
        first(self, a)
        second(self, b)

    return set_fields


def _setting_three(first: Setter, second: Setter, third: Setter) -> Callable[..., None]:
    def set_fields(self: "Data", a: Any, b: Any, c: Any) -> None:
        first(self, a)
        second(self, b)
        third(self, c)

    return set_fields


def _setting_four(first: Setter, second: Setter, third: Setter, fourth: Setter) -> Callable[..., None]:
    def set_fields(self: "Data", a: Any, b: Any, c: Any, d: Any) -> None:
        first(self, a)
        second(self, b)
        third(self, c)
        fourth(self, d)

    return set_fields


_FEW: tuple[Callable[..., Callable[..., None]], ...] = (_setting_one, _setting_two, _setting_three, _setting_four)
"""By the number of fields, which get their own names."""


def _setting_many(setters: list[Setter], defaults: tuple[Any, ...]) -> Callable[..., None]:
    count = len(setters)
    rest = {count - k: defaults[len(defaults) - k :] for k in range(1, len(defaults) + 1)}

    def set_fields(self: "Data", *values: Any, **named: Any) -> None:
        if len(values) != count or named:
            default = rest.get(len(values))
            if default is None or named:
                values = _completed(type(self), values, named)
            else:
                values += default
        for setter, value in zip(setters, values, strict=True):
            setter(self, value)

    return set_fields


class Structure:
    """What objects of all classes of data can do."""

    __slots__ = ("_by_kind", "_hash", "_inside")
    _defaults: ClassVar[dict[str, Any]]
    """Those of the last fields."""
    _compared: ClassVar[tuple[str, ...]]
    _key: ClassVar[Callable[[Any], Any]]
    __match_args__: ClassVar[tuple[str, ...]]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a {type(self).__name__} never changes: {name!r} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a {type(self).__name__} never changes: {name!r} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        kind = type(self)
        return kind is type(other) and kind._key(self) == kind._key(other)

    def __hash__(self) -> int:
        found: int | None = getattr(self, "_hash", None)
        if found is None:
            found = hash(type(self)._key(self))
            object.__setattr__(self, "_hash", found)
        return found

    def __repr__(self) -> str:
        kind = type(self)
        return f"{kind.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in kind._compared)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, name) for name in type(self).__match_args__)


class Data(Structure, metaclass=_DataType):
    """Equal to others of its class with equal fields. The fields are the annotated names of the class body.

    An object remembers its hash, and what `inside` and `inside_of_kind` found. Its class is a plain one:
    to ask whether something is of a class with a metaclass takes twice as long, and readers ask all the time.
    """


def _completed(kind: type[Structure], values: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
    """A value for each field, in order. Raises TypeError for a field too many, too few, or twice."""
    names = kind.__match_args__
    found, taken = list(values), 0
    for name in names[len(values) :]:
        if name in named:
            found.append(named[name])
            taken += 1
        elif name in kind._defaults:
            found.append(kind._defaults[name])
    if len(found) != len(names) or taken != len(named):
        raise TypeError(f"{kind.__name__} takes {', '.join(names)}; given were {values} and {named}")
    return tuple(found)


def inside(whole: D, parts: Callable[[D], Sequence[D]]) -> tuple[D, ...]:
    """The object, its parts, and theirs, in the order of reading. Small ones remember it: they are walked all the time.

    >>> class Pair(Data):
    ...     left: "Pair | None" = None
    ...     right: "Pair | None" = None
    >>> len(inside(Pair(Pair(), Pair(Pair())), lambda one: [part for part in (one.left, one.right) if part]))
    4
    """
    found: tuple[D, ...] | None = getattr(whole, "_inside", None)
    if found is None:
        waiting, walked = [whole], []
        while waiting:
            one = waiting.pop()
            known = getattr(one, "_inside", None)
            if known is None:
                walked.append(one)
                waiting += parts(one)[::-1]
            else:
                walked += known
        found = tuple(walked)
        if len(found) < _SMALL:
            object.__setattr__(whole, "_inside", found)
    return found


_SMALL = 200
"""So many parts are remembered by each of them."""


def inside_of_kind(whole: D, parts: Callable[[D], Sequence[D]], kind: type[K]) -> Sequence[K]:
    """Those of them that are of a class itself, and not of one derived from it. All classes are sorted out at once and
    remembered: what a document has is asked for many kinds of parts, most of which it has not."""
    found: dict[type, list[Any]] | None = getattr(whole, "_by_kind", None)
    if found is None:
        found = {}
        for one in inside(whole, parts):
            if type(one) in found:
                found[type(one)].append(one)
            else:
                found[type(one)] = [one]
        object.__setattr__(whole, "_by_kind", found)
    return found.get(kind, ())


def fields(kind: type[Structure]) -> tuple[str, ...]:
    """The names of the fields of a class."""
    return kind.__match_args__


def compared(kind: type[Structure]) -> tuple[str, ...]:
    """The names of the fields that take part in equality."""
    return kind._compared


def replace(data: D, **changes: Any) -> D:
    """The same but for some fields. Raises TypeError for a name that is none of them."""
    kind = type(data)
    values = [changes.pop(name) if name in changes else getattr(data, name) for name in kind.__match_args__]
    if changes:
        raise TypeError(f"{kind.__name__} has no field {', '.join(changes)}")
    return kind(*values)
