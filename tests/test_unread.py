"""Pictures that turn out to be unreadable while a run learns: named, and no reason to end it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from small_training import KEPT, SLIM, Dots, begun

from ssd_core.errors import ImageError, UserError
from ssd_core.training.data import batch_keys, batches
from ssd_core.training.events import Evaluated, LeftOut, StepDone, Stopped
from ssd_core.training.probing import choose
from ssd_core.training.unread import MOST_IN_A_ROW, Unread, held_out_examples, training_example


class Damaged(Dots):
    """Dots of which some files are damaged. The set may change while a run goes on."""

    def __init__(self, training: set[int] = frozenset(), held_out: set[int] = frozenset()) -> None:
        super().__init__()
        self.unreadable, self.unreadable_held_out = training, held_out

    def training(self, index: int, draw: int):
        if index in self.unreadable:
            raise ImageError(f"{index} could not be read.")
        return super().training(index, draw)

    def held_out(self, index: int):
        if index in self.unreadable_held_out:
            raise ImageError(f"held out {index} could not be read.")
        return super().held_out(index)


def test_the_next_picture_takes_the_place() -> None:
    rgb, _, unread = training_example(Damaged({3, 4}), 3, 1)
    assert unread == (3, 4)
    assert np.array_equal(rgb, Dots().training(0, 1)[0])
    assert training_example(Damaged({3, 4}), 0, 1)[2] == ()


def test_where_all_are_gone_the_first_is_named() -> None:
    with pytest.raises(ImageError, match="2 could not be read"):
        training_example(Damaged(set(range(5))), 2, 0)
    many = Damaged(set(range(100)))
    many.size = 1_000
    with pytest.raises(ImageError, match="0 could not be read"):
        training_example(many, 0, 0)
    assert training_example(many, 100 - MOST_IN_A_ROW + 1, 0)[2][-1] == 99


def test_held_out_ones_are_named_and_left_out() -> None:
    unread = Unread()
    source = Damaged(held_out={0})
    assert len(list(held_out_examples(source, 2, unread))) == 1
    assert len(list(held_out_examples(source, 2, unread))) == 1
    assert unread.take() == ("held out 0",)  # once
    assert unread.take() == ()
    with pytest.raises(ImageError, match="held out 1 could not"):
        list(held_out_examples(Damaged(held_out={0, 1}), 2, unread))


def test_of_many_held_out_ones_a_row_is_a_folder_that_is_gone() -> None:
    source = Damaged(held_out=set(range(10, 100)))
    source.held_out_size = 100
    seen = held_out_examples(source, 100, Unread())
    for _ in range(10):
        next(seen)
    with pytest.raises(UserError, match=f"held out {9 + MOST_IN_A_ROW} could not"):
        next(seen)


@pytest.mark.parametrize("workers", [0, 1])
def test_who_loads_is_told_which(workers: int) -> None:
    told: list[int] = []
    loader = batches(Damaged({2}), SLIM, batch=5, seed=0, workers=workers, unread=told.append)
    assert len(next(loader)[0]) == 5
    loader.close()
    assert told == [2]


def test_probes_are_those_that_can_be_read() -> None:
    config = replace(KEPT, probe_every=1, probe_pictures=2)
    assert [p.image.source for p in choose(config, Damaged(held_out={0}))] == ["held out 1"]
    with pytest.raises(ImageError):
        choose(config, Damaged(held_out={0, 1}))


@pytest.mark.usefixtures("narrow_networks")
def test_a_run_goes_on_without_them_and_names_each_once(tmp_path) -> None:
    lost = batch_keys(5, batch=2, seed=0, position=1)[0][0]
    source = Damaged({lost}, held_out={0})
    config = replace(KEPT, steps=6, evaluate_pictures=2, probe_every=2, probe_pictures=2)
    events = list(begun(tmp_path, config, source=source))
    assert [event for event in events if isinstance(event, LeftOut)] == [
        LeftOut(2, (f"picture {lost}",)),
        LeftOut(3, ("held out 0",)),
    ]
    assert sum(isinstance(event, StepDone) for event in events) == 6
    assert {event.pictures for event in events if isinstance(event, Evaluated)} == {1}
    assert events[-1] == Stopped(6, "finished")
