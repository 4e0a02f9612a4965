"""`tuiopt list`: what there is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from tuiopt.cli import listing_json, listing_text
from tuiopt.cli.arguments import Parser, one_of
from tuiopt.cli.commands import COMMANDS
from tuiopt.cli.output import OK, show
from tuiopt.cli.plugins import add_option, run_files, tell_warnings
from tuiopt.scenario.bundled import lessons
from tuiopt.scenario.catalogue import OPTIMIZERS, SURFACES
from tuiopt_kernels.datasets import DATASETS
from tuiopt_kernels.datasets.plane import PLANE_DATASETS
from tuiopt_kernels.schedules import SCHEDULES


class Topic(NamedTuple):
    """What `list` can list, and how one of it looks."""

    items: Callable[[], Iterable[Any]]
    to_json: Callable[[Any], Mapping[str, object]]
    to_text: Callable[[Any], str]


TOPICS: Mapping[str, Topic] = MappingProxyType(
    {
        "optimizers": Topic(OPTIMIZERS.values, listing_json.optimizer, listing_text.optimizer),
        "surfaces": Topic(SURFACES.values, listing_json.surface, listing_text.surface),
        "schedules": Topic(SCHEDULES.values, listing_json.schedule, listing_text.schedule),
        "datasets": Topic(
            lambda: [*DATASETS.values(), *PLANE_DATASETS.values()],
            listing_json.dataset,
            listing_text.dataset,
        ),
        "scenarios": Topic(lessons, listing_json.scenario, listing_text.scenario),
    }
)


def main(words: Sequence[str]) -> int:
    parser = Parser("tuiopt list", f"{COMMANDS['list'].capitalize()}.")
    parser.add_argument(
        "topic",
        nargs="?",
        type=one_of(tuple(TOPICS)),
        metavar="TOPIC",
        help=f"one of {', '.join(TOPICS)} (default: all)",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object, for programs")
    add_option(parser)
    options = parser.parse(words)
    run_files(options)
    chosen = [options.topic] if options.topic else list(TOPICS)
    show(_json(chosen) if options.json else _text(chosen))
    tell_warnings()
    return OK


def _json(names: Iterable[str]) -> str:
    facts = {name: [TOPICS[name].to_json(item) for item in TOPICS[name].items()] for name in names}
    return json.dumps(facts, indent=2, sort_keys=True, allow_nan=False)


def _text(names: Iterable[str]) -> str:
    parts: list[str] = []
    for name in names:
        parts.append(name.upper())
        parts += [TOPICS[name].to_text(item) for item in TOPICS[name].items()]
    return "\n\n".join(parts)
