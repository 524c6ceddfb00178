"""Muon: its matrices against a singular value decomposition, its steps against the plain ones."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from small_training import SLIM, network
from torch import nn

from ssd_core.training.config import TrainConfig
from ssd_core.training.muon import FACTOR, MOMENTUM, Muon, orthogonal
from ssd_core.training.optimiser import make_optimiser
from ssd_core.training.starting import starting_network

RATE = 1e-3


def plain_orthogonal(matrix: torch.Tensor) -> torch.Tensor:
    """U Vᵀ of the singular value decomposition U S Vᵀ: what Newton–Schulz comes near to."""
    u, _, vh = torch.linalg.svd(matrix.double(), full_matrices=False)
    return u @ vh


def matrix_of(rows: int, columns: int, seed: int) -> torch.Tensor:
    """Singular values between 1 and 2."""
    generator = torch.Generator().manual_seed(seed)
    noise = torch.randn(rows, columns, generator=generator, dtype=torch.float64)
    values = torch.rand(min(rows, columns), generator=generator, dtype=torch.float64)
    u, _, vh = torch.linalg.svd(noise, full_matrices=False)
    return (u * (1.0 + values) @ vh).float()


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 2**20))
def test_singular_values_become_about_one_and_directions_stay(
    rows: int, columns: int, seed: int
) -> None:
    matrix = matrix_of(rows, columns, seed)
    found = orthogonal(matrix)
    assert found.shape == matrix.shape
    assert found.dtype is torch.float32
    values = torch.linalg.svdvals(found.double())
    assert values.min() > 0.6
    assert values.max() < 1.3
    wanted = plain_orthogonal(matrix)
    assert torch.linalg.matrix_norm(found - wanted, 2) < 0.4  # only the values differ, not U and V


def test_bfloat16_goes_the_same_way() -> None:
    matrix = matrix_of(24, 60, 3)
    exact, short = orthogonal(matrix), orthogonal(matrix, torch.bfloat16)
    assert torch.cosine_similarity(exact.flatten(), short.flatten(), dim=0) > 0.99


def test_no_gradient_no_step() -> None:
    assert torch.equal(orthogonal(torch.zeros(3, 5)), torch.zeros(3, 5))


def test_what_is_not_finite_is_not_hidden() -> None:
    matrix = torch.ones(3, 5)
    matrix[1, 2] = torch.nan
    assert not orthogonal(matrix).isfinite().all()


class TestSteps:
    DECAY = 0.1

    def test_two_of_a_kernel(self) -> None:
        kernel = nn.Parameter(torch.randn(6, 2, 3, 3))
        before = kernel.detach().clone()
        optimiser = Muon([kernel], [], lr=RATE, weight_decay=self.DECAY)
        gradients, mean = torch.randn(2, *kernel.shape), torch.zeros_like(before)
        for gradient in gradients:
            kernel.grad = gradient.clone()
            optimiser.step()
            mean = MOMENTUM * mean + (1 - MOMENTUM) * gradient
            ahead = MOMENTUM * mean + (1 - MOMENTUM) * gradient
            change = orthogonal(ahead.reshape(6, -1)).reshape(kernel.shape)
            before = before * (1 - FACTOR * RATE * self.DECAY) - FACTOR * RATE * change
            assert torch.allclose(kernel, before, atol=1e-6)
            assert torch.equal(kernel.grad, gradient)

    def test_everything_else_is_adamw_s(self) -> None:
        one, other = (nn.Parameter(torch.linspace(-1, 1, 5)) for _ in range(2))
        ours = Muon([], [{"params": [one]}], lr=RATE, weight_decay=self.DECAY)
        theirs = torch.optim.AdamW([other], lr=RATE, weight_decay=1e-2)
        ours.param_groups[1]["weight_decay"] = 1e-2
        for _ in range(3):
            one.grad = other.grad = torch.randn(5)
            ours.step(), theirs.step()
        assert torch.equal(one, other)

    def test_the_hidden_kernels_are_its_own(self) -> None:
        net = network()
        first, *_ = make_optimiser(net, TrainConfig(optimiser="muon")).param_groups
        ours = {id(p) for p in first["params"]}
        names = {name for name, p in net.named_parameters() if id(p) in ours}
        assert "stem.0.conv.weight" not in names  # reads pixels
        assert not any(name.startswith(("loc", "conf")) for name in names)
        assert {"stem.2.conv.weight", "trunk.1.conv.weight", "extras.3.1.conv.weight"} <= names
        assert all(dict(net.named_parameters())[name].ndim == 4 for name in names)

    @pytest.mark.parametrize("optimiser", ["adamw", "muon", "sgd"])
    def test_every_parameter_has_one_place(self, optimiser: str) -> None:
        net = network()
        groups = make_optimiser(net, TrainConfig(optimiser=optimiser)).param_groups
        places = [id(p) for group in groups for p in group["params"]]
        assert sorted(places) == sorted(map(id, net.parameters()))


def test_quiet_heads_say_next_to_nothing_and_the_rest_stays() -> None:
    classes = SLIM.classes[1:]
    loud, quiet = (
        starting_network("ssd300_slim", classes, seed=0, quiet_heads=choice)
        for choice in (False, True)
    )
    for name, value in loud.state_dict().items():
        same = torch.equal(value, quiet.state_dict()[name])
        assert same != (name.startswith(("loc", "conf")) and name.endswith("weight"))
    for head in (*quiet.loc, *quiet.conf):
        assert 0.009 < head.weight.std() < 0.011
