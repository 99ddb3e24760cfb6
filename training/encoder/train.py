"""Train the encoder on all its tasks.

::

    python -m training.encoder.train --annotation PATH... --out DIR
    python -m training.encoder.train --data DIR --backbone DIR --out DIR

The first goes on from the shipped encoder with annotation of one's own, the second begins with
the published backbone and takes the public corpora. Shows progress, and goes on from its last
checkpoint when it is started again.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random

import torch
from torch import Tensor

from training.encoder.batches import batches, tensors
from training.encoder.export import export
from training.encoder.model import Encoder
from training.encoder.start import WEIGHTS, from_backbone, from_exported
from training.encoder.tasks import corpora

SHIPPED = Path(__file__).parents[2] / "src" / "according" / "data" / "encoder"

RATE, HEAD_RATE, WARM_UP, DECAY = 3e-4, 1e-3, 0.06, 0.01
AVERAGE = 0.998
"""Of the running mean of the weights, which is what is kept; some 500 batches long."""
KEEP_EVERY = 400


def plan(tasks: Sequence, epochs: int, seed: int) -> Iterator[tuple[object, list]]:
    """The batches of all epochs in order, each with its task; same seed, same plan."""
    for epoch in range(epochs):
        random = Random(f"{seed} {epoch}")
        mixed = [
            (task, batch)
            for task in tasks
            for _ in range(getattr(task, "times", 1))
            for batch in _batches(task, random)
        ]
        random.shuffle(mixed)
        yield from mixed


def _batches(task, random: Random) -> list[list]:
    """The task's own batches where it makes them, else its windows in groups of like length."""
    own = getattr(task, "batches", None)
    return own(random) if own else batches(task.windows(random), random)


def count(tasks: Sequence, epochs: int, seed: int) -> int:
    return sum(1 for _ in plan(tasks, epochs, seed))


def optimizer(model: Encoder, rate: float = RATE) -> torch.optim.Optimizer:
    slow, fast = [], []
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        added = not name.startswith("backbone.") or name.split(".")[1] in ("case", "lead", "quote")
        (fast if added else slow).append(parameter)
    return torch.optim.AdamW(
        [{"params": slow, "lr": rate}, {"params": fast, "lr": HEAD_RATE}],
        weight_decay=DECAY,
        fused=True,
    )


def share(step: int, steps: int) -> float:
    """Of the full rate: up in a line, down in a cosine's half."""
    warm = max(1, int(steps * WARM_UP))
    if step < warm:
        return (step + 1) / warm
    return 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))


def train(
    model: Encoder,
    tasks: Sequence,
    epochs: int,
    seed: int,
    keep: Path,
    rate: float = RATE,
    most: int | None = None,
) -> Encoder:
    """Train, for ``most`` steps if the epochs have more; what is returned has the running mean of
    the weights."""
    torch.manual_seed(seed)
    steps = count(tasks, epochs, seed)
    steps = steps if most is None else min(steps, most)
    adam = optimizer(model, rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(adam, lambda step: share(step, steps))
    mean = {name: value.clone() for name, value in model.state_dict().items()}
    done = _resume(keep, model, adam, schedule, mean)
    began, seen, losses = time.monotonic(), 0, {}
    model.train()
    for step, (task, batch) in enumerate(islice(plan(tasks, epochs, seed), steps)):
        if step < done:
            continue
        loss, pieces = _step(model, task, batch, adam)
        schedule.step()
        _average(mean, model, step)
        seen += pieces
        losses.setdefault(task.name, []).append(loss)
        if step % 50 == 49:
            _tell(step + 1, steps, seen / (time.monotonic() - began), losses)
        if step % KEEP_EVERY == KEEP_EVERY - 1:
            _keep(keep, model, adam, schedule, mean, step + 1)
    model.load_state_dict(mean)
    return model.eval()


def _step(model: Encoder, task, batch: list, adam: torch.optim.Optimizer) -> tuple[float, int]:
    inputs = tensors([each.pieces for each in batch])
    with torch.autocast("cpu", torch.bfloat16):
        output = model(**inputs)
    loss = task.loss(model, output, batch, inputs["mask"])
    adam.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    adam.step()
    return float(loss.detach()), int(inputs["mask"].sum())


def _average(mean: dict[str, Tensor], model: Encoder, step: int) -> None:
    weight = min(AVERAGE, (step + 1) / (step + 10))
    with torch.no_grad():
        for name, value in model.state_dict().items():
            mean[name].lerp_(value, 1 - weight)


def _tell(step: int, steps: int, rate: float, losses: dict[str, list[float]]) -> None:
    shown = " ".join(
        f"{name} {sum(last[-50:]) / len(last[-50:]):.3f}" for name, last in losses.items()
    )
    print(f"{step}/{steps} {rate:.0f} pieces/s {shown}", flush=True)


def _keep(path: Path, model, adam, schedule, mean, step: int) -> None:
    state = {
        "model": model.state_dict(),
        "adam": adam.state_dict(),
        "mean": mean,
        "schedule": schedule.state_dict(),
        "step": step,
    }
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def _resume(path: Path, model, adam, schedule, mean) -> int:
    if not path.is_file():
        return 0
    state = torch.load(path)
    model.load_state_dict(state["model"])
    adam.load_state_dict(state["adam"])
    schedule.load_state_dict(state["schedule"])
    for name, value in state["mean"].items():
        mean[name].copy_(value)
    return state["step"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, help="the folder of the public corpora")
    parser.add_argument(
        "--annotation", type=Path, nargs="*", default=[], help="own: brat folders, JSON lines"
    )
    parser.add_argument("--backbone", type=Path, help="begin with the published weights there")
    parser.add_argument(
        "--start", type=Path, default=SHIPPED, help="or with an encoder; the shipped one if neither"
    )
    parser.add_argument("--out", type=Path, required=True, help="the folder to write")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--steps", type=int, help="at most; whole epochs if not given")
    parser.add_argument("--rate", type=float, default=RATE, help="of the backbone, at its highest")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", nargs="*", help="tasks to train on; all if not given")
    parser.add_argument("--left-out", type=int, help="the fold of MUC-4 not to train on")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    start = from_backbone(args.backbone) if args.backbone else from_exported(args.start)
    sources = corpora.Sources(start.tokenizer, args.data, tuple(args.annotation), args.left_out)
    args.out.mkdir(parents=True, exist_ok=True)
    kept = args.out / "checkpoint.pt"
    chosen = corpora.tasks(sources, args.only)
    taught = corpora.attributed(sources)
    model = train(start.encoder, chosen, args.epochs, args.seed, kept, args.rate, args.steps)
    began = "all-MiniLM-L6-v2" if args.backbone else f"the encoder in {args.start.name}"
    facts = {
        "trained_on": corpora.told(sources, args.only),
        "began_with": began,
        "epochs": args.epochs,
        "seed": args.seed,
        "steps": args.steps,
        "left_out_fold_of_muc4": args.left_out,
    }
    export(model, start.tokenizer, args.out, facts, taught, corpora.loaded(sources), args.seed)
    torch.save(model.state_dict(), args.out / WEIGHTS)
    kept.unlink(missing_ok=True)
    print(f"written to {args.out}; use it with: according read ... --encoder {args.out}")


if __name__ == "__main__":
    main()
