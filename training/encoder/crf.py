"""A linear-chain conditional random field over BIO tags (Lafferty et al. 2001)."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Crf(nn.Module):
    """Scores of tag sequences. ``forbidden`` lists (from, to) moves that no sequence makes."""

    def __init__(self, tags: int, forbidden: list[tuple[int, int]]) -> None:
        super().__init__()
        self.moves = nn.Parameter(torch.zeros(tags, tags))
        wall = torch.zeros(tags, tags)
        for before, after in forbidden:
            wall[before, after] = -1e4
        self.register_buffer("wall", wall)

    def transitions(self) -> Tensor:
        return self.moves + self.wall

    def forward(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """The negative log-likelihood of ``tags``, summed over the batch.

        Args:
            scores: (windows, pieces, tags), of each tag of each piece.
            tags: (windows, pieces), the right ones.
            mask: (windows, pieces), 1 where there is a piece; every window begins with one.
        """
        return (self._all(scores, mask) - self._one(scores, tags, mask)).sum()

    def _one(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        emitted = scores.gather(-1, tags[..., None])[..., 0] * mask
        moved = self.transitions()[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
        return emitted.sum(-1) + moved.sum(-1)

    def _all(self, scores: Tensor, mask: Tensor) -> Tensor:
        moves = self.transitions()
        alpha = scores[:, 0]
        for at in range(1, scores.shape[1]):
            further = torch.logsumexp(alpha[:, :, None] + moves[None], dim=1) + scores[:, at]
            alpha = torch.where(mask[:, at, None] > 0, further, alpha)
        return torch.logsumexp(alpha, dim=-1)
