"""A page's tokens and what stands beside each of them."""

from collections.abc import Sequence

from content.threads.tokens import BLANK, TEXT, Token, TokenKind

# What a slot holds.
_INNER = (TEXT, BLANK)


class Neighbours:
    """A row of tokens; all that is asked counts in their indices."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.kinds = [token.kind for token in tokens]

    def of(self, kind: TokenKind) -> list[int]:
        """Give all tokens of a kind."""
        return [index for index, other in enumerate(self.kinds) if other is kind]

    def kind(self, index: int | None) -> TokenKind | None:
        """Give a token's kind; beyond the row there is none."""
        return None if index is None else self.kinds[index]

    def beside(self, index: int, step: int) -> int | None:
        """Give the next token that is not blank, in either direction."""
        kinds = self.kinds
        at = index + step
        while 0 <= at < len(kinds):
            if kinds[at] is not BLANK:
                return at
            at += step
        return None

    def slot(self, index: int, step: int) -> list[int]:
        """Give the texts and blanks from a token on, up to the next marker or attribution."""
        kinds = self.kinds
        first = at = index + step
        end = len(kinds) if step > 0 else -1
        while at != end and kinds[at] in _INNER:
            at += step
        return list(range(first, at, step))

    def texts_from(self, index: int, step: int) -> tuple[list[int], int]:
        """Give the texts up to the next marker or attribution, and where that stands."""
        kinds = self.kinds
        texts = []
        at = index + step
        end = len(kinds) if step > 0 else -1
        while at != end and (kind := kinds[at]) in _INNER:
            if kind is TEXT:
                texts.append(at)
            at += step
        return texts, at

    def texts(self, slot: Sequence[int]) -> list[int]:
        """Leave the blanks out of a slot."""
        kinds = self.kinds
        return [index for index in slot if kinds[index] is TEXT]

    def length(self, texts: Sequence[int]) -> int:
        """Count the characters of some lines together."""
        tokens = self.tokens
        if len(texts) == 1:
            return len(tokens[texts[0]].line.text)
        return sum([len(tokens[index].line.text) + 1 for index in texts]) - 1
