"""A page's tokens and what stands beside each of them."""

from collections.abc import Sequence

from content.threads.tokens import Token, TokenKind

# What a slot holds.
_INNER = (TokenKind.TEXT, TokenKind.BLANK)


class Neighbours:
    """A row of tokens; all that is asked counts in their indices."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.kinds = [token.kind for token in tokens]
        # For each token the next one that is not blank, above and below.
        last = len(self.kinds) - 1
        self.above = _nearest(self.kinds)
        others = _nearest(self.kinds[::-1])[::-1]
        self.below = [None if found is None else last - found for found in others]

    def of(self, kind: TokenKind) -> list[int]:
        """Give all tokens of a kind."""
        return [index for index, other in enumerate(self.kinds) if other is kind]

    def kind(self, index: int | None) -> TokenKind | None:
        """Give a token's kind; beyond the row there is none."""
        return None if index is None else self.kinds[index]

    def beside(self, index: int, step: int) -> int | None:
        """Give the next token that is not blank, in either direction."""
        return (self.below if step > 0 else self.above)[index]

    def slot(self, index: int, step: int) -> list[int]:
        """Give the texts and blanks from a token on, up to the next marker or attribution."""
        kinds = self.kinds
        first = at = index + step
        end = len(kinds) if step > 0 else -1
        while at != end and kinds[at] in _INNER:
            at += step
        return list(range(first, at, step))

    def texts(self, slot: Sequence[int]) -> list[int]:
        """Leave the blanks out of a slot."""
        kinds = self.kinds
        return [index for index in slot if kinds[index] is TokenKind.TEXT]

    def length(self, texts: Sequence[int]) -> int:
        """Count the characters of some lines together."""
        tokens = self.tokens
        if len(texts) == 1:
            return len(tokens[texts[0]].line.text)
        return sum([len(tokens[index].line.text) + 1 for index in texts]) - 1


def _nearest(kinds: Sequence[TokenKind]) -> list[int | None]:
    """For each token the last one before it that is not blank."""
    found: list[int | None] = []
    last = None
    for index, kind in enumerate(kinds):
        found.append(last)
        if kind is not TokenKind.BLANK:
            last = index
    return found
