"""Which of several things are one: union-find."""

from collections import defaultdict
from collections.abc import Hashable, Iterable

Node = Hashable


class Unified:
    """Classes of nodes; a node is alone in its class until it is unified with others."""

    def __init__(self) -> None:
        self._parent: dict[Node, Node] = {}

    def nodes(self) -> list[Node]:
        """All that were asked for."""
        return list(self._parent)

    def classes(self) -> list[list[Node]]:
        """The nodes of each class."""
        members: dict[Node, list[Node]] = {}
        for node in self.nodes():
            members.setdefault(self.find(node), []).append(node)
        return list(members.values())

    def find(self, node: Node) -> Node:
        """The node that stands for the class of a node."""
        while (parent := self._parent.setdefault(node, node)) != node:
            self._parent[node] = node = self._parent[parent]
        return node

    def unify(self, one: Node, other: Node) -> None:
        self._parent[self.find(one)] = self.find(other)

    def copied(self) -> "Unified":
        from copy import copy

        other = copy(self)
        other._parent = dict(self._parent)
        return other


def share_ends(unified: Unified, sizes: Iterable[str]) -> None:
    """Sums without an end run to that of the other sums over their letter in the statement: j ≠ i beside Σ_{j=1}^n."""
    ends = {unified.find(("size", size)) for size in sizes}
    sums = defaultdict[tuple[Hashable, Hashable], list[Node]](list)
    for node in unified.nodes():
        match node:
            case ("bound", scope, _, letter):
                sums[scope, letter].append(node)
    for alike in sums.values():
        told = {unified.find(node) for node in alike} & ends
        if len(told) == 1:
            for node in alike:
                unified.unify(node, *told)
