"""A page's tokens and what stands beside each of them."""

from collections.abc import Sequence

from content.threads.tokens import Token, TokenKind


class Neighbours:
    """A row of tokens; all that is asked counts in their indices."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.solid = [i for i, token in enumerate(tokens) if token.kind is not TokenKind.BLANK]
        self.rank = {index: rank for rank, index in enumerate(self.solid)}

    def of(self, kind: TokenKind) -> list[int]:
        """Give all tokens of a kind."""
        return [index for index in self.solid if self.tokens[index].kind is kind]

    def kind(self, index: int | None) -> TokenKind | None:
        """Give a token's kind; beyond the row there is none."""
        return None if index is None else self.tokens[index].kind

    def beside(self, index: int, step: int) -> int | None:
        """Give the next token that is not blank, in either direction."""
        rank = self.rank[index] + step
        return self.solid[rank] if 0 <= rank < len(self.solid) else None

    def slot(self, index: int, step: int) -> list[int]:
        """Give the texts and blanks from a token on, up to the next marker or attribution."""
        found = []
        at = index + step
        while 0 <= at < len(self.tokens) and self.kind(at) in (TokenKind.TEXT, TokenKind.BLANK):
            found.append(at)
            at += step
        return found

    def texts(self, slot: Sequence[int]) -> list[int]:
        """Leave the blanks out of a slot."""
        return [index for index in slot if self.kind(index) is TokenKind.TEXT]

    def length(self, texts: Sequence[int]) -> int:
        """Count the characters of some lines together."""
        return sum(len(self.tokens[index].line.text) + 1 for index in texts) - 1
