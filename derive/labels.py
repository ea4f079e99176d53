"""The ids of steps."""

from derive.document.model import Cue, Document, Statement


class Labels:
    """The ids of steps: the chain's tag, else its number in the document, and the place in the chain."""

    def __init__(self, document: Document) -> None:
        self._tags = {statement.chain.tag for statement in document.statements}
        self._number = 0
        self._prefix = ""
        self._main: tuple[str | None, str] | None = None
        """The tag and the ids of the last chain that is no mere index condition."""
        self._places: dict[str, int] = {}
        self.tag: str | None = None

    def begin(self, statement: Statement) -> None:
        """A chain; one that continues another without a tag of its own goes on with that one's ids."""
        chain = statement.chain
        self._number += 1
        if chain.continues and chain.tag is None and self._main is not None:
            self.tag, self._prefix = self._main
            return
        self.tag = chain.tag
        self._prefix = chain.tag or str(self._number)
        while chain.tag is None and self._prefix in self._tags:
            self._prefix += "b"
        if statement.cue is not Cue.CASE:
            self._main = self.tag, self._prefix

    def next(self) -> str:
        place = self._places[self._prefix] = self._places.get(self._prefix, 0) + 1
        return f"{self._prefix}.{place}"

    def name(self) -> str:
        """How a person refers to the chain."""
        return f"({self._prefix})"
