"""Starting from weights for other classes: what is known is carried over, the rest is new."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from ssd_core.config import preset
from ssd_core.network import SSD, build_network
from ssd_core.training.starting import initialise
from ssd_core.training.transfer import carry_over
from ssd_core.weights import WeightsFile

X = torch.randn(1, 3, 300, 300, generator=torch.Generator().manual_seed(0)) * 50


def network_for(*classes: str, seed: int = 0) -> SSD:
    torch.manual_seed(seed)
    network = build_network(preset("ssd300_slim").with_classes(classes)).eval()
    initialise(network)
    for head in network.conf:
        torch.nn.init.normal_(head.bias)
    return network


def as_file(network: SSD) -> WeightsFile:
    state = {key: value.clone() for key, value in network.state_dict().items()}
    return WeightsFile(state, network.config, "ssd-viewer", Path("w"), {}, 0)


def check_equal(one: torch.Tensor, other: torch.Tensor) -> None:
    """But for the order in which sums were made."""
    torch.testing.assert_close(one, other, rtol=1e-4, atol=1e-3)


def test_the_same_classes_give_the_same_network() -> None:
    old, new = network_for("cat", "dog", seed=1), network_for("cat", "dog", seed=2)
    carry_over(as_file(old), new)
    state = new.state_dict()
    assert all(torch.equal(value, state[key]) for key, value in old.state_dict().items())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("cat", "dog"), ("dog", "cat")),
        (("cat", "dog"), ("dog",)),
        (("cat", "dog"), ("ant", "cat", "bee", "dog", "eel")),
        (("cat", "dog"), ("ant", "bee")),
        (("cat", "background"), ("background", "ant", "cat")),
    ],
)
def test_shared_classes_say_what_they_said(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    old, new = network_for(*before, seed=1), network_for(*after, seed=2)
    untouched = network_for(*after, seed=2)
    carry_over(as_file(old), new)
    with torch.inference_mode():
        old_loc, old_conf = old(X)
        new_loc, new_conf = new(X)
    check_equal(new_loc, old_loc)
    check_equal(new_conf[..., 0], old_conf[..., 0])
    for label, name in enumerate(after, 1):
        if name in before:
            check_equal(new_conf[..., label], old_conf[..., before.index(name) + 1])
            continue
        for head, fresh in zip(new.conf, untouched.conf, strict=True):
            rows = slice(label, None, len(after) + 1)
            assert torch.equal(head.weight[rows], fresh.weight[rows])
            assert torch.equal(head.bias[rows], fresh.bias[rows])


def test_the_file_is_not_changed_and_not_shared() -> None:
    old, new = network_for("cat", "dog", seed=1), network_for("dog", "cat", seed=2)
    file = as_file(old)
    carry_over(file, new)
    with torch.no_grad():
        for parameter in new.parameters():
            parameter.zero_()
    assert all(torch.equal(value, file.state[key]) for key, value in old.state_dict().items())


def test_a_backbone_alone_leaves_he_initialisation_elsewhere() -> None:
    """The book's start: VGG16's weights, and new extras and heads."""
    torch.manual_seed(0)
    network = build_network(preset("ssd300_voc").with_classes(("cat",)))
    initialise(network)
    before = {key: value.clone() for key, value in network.state_dict().items()}
    backbone = {
        key: torch.full_like(value, 0.5) for key, value in before.items() if key.startswith("vgg.")
    }
    carry_over(
        WeightsFile(backbone, preset("ssd300_voc"), "VGG", Path("w"), {}, 0, "vgg."), network
    )
    for key, value in network.state_dict().items():
        assert torch.equal(value, backbone.get(key, before[key])), key
    for convolution in (*network.extras, *network.loc, *network.conf):
        assert not convolution.bias.any()
        fan_in = convolution.weight[0].numel()
        assert convolution.weight.std().item() == pytest.approx((2 / fan_in) ** 0.5, rel=0.1)
