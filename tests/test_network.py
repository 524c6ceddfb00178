"""The two presets: sizes, keys, order of the outputs, folding."""

from __future__ import annotations

import pytest
import torch

from ssd_core.config import preset
from ssd_core.network import build_network


def parameters(name: str) -> int:
    with torch.device("meta"):
        return sum(p.numel() for p in build_network(preset(name)).parameters())


def ssd_pytorch_keys() -> set[str]:
    """The state-dict keys that every ssd.pytorch file holds, written down independently."""
    vgg = (0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28, 31, 33)
    modules = [f"vgg.{n}" for n in vgg]
    modules += [f"extras.{n}" for n in range(8)]
    modules += [f"{head}.{n}" for head in ("loc", "conf") for n in range(6)]
    return {f"{m}.{p}" for m in modules for p in ("weight", "bias")} | {"L2Norm.weight"}


def test_ssd300_voc_has_the_papers_size_and_the_files_keys() -> None:
    assert parameters("ssd300_voc") == 26_285_486
    with torch.device("meta"):
        state = build_network(preset("ssd300_voc")).state_dict()
    assert set(state) == ssd_pytorch_keys()
    assert len(state) == 71


def test_slim_fits_into_eight_megabytes_at_half_precision() -> None:
    assert parameters("ssd300_slim") * 2 < 8e6


@pytest.mark.parametrize("name", ["ssd300_voc", "ssd300_slim"])
def test_sources_and_outputs(name: str) -> None:
    torch.manual_seed(0)
    network = build_network(preset(name)).eval()
    with torch.inference_mode():
        sources = network.sources(torch.randn(1, 3, 300, 300))
        loc, conf = network.heads(sources)
    assert [s.shape[-1] for s in sources] == [38, 19, 10, 5, 3, 1]
    assert loc.shape == (1, 8732, 4)
    assert conf.shape == (1, 8732, network.config.num_classes)


def test_rows_come_cell_by_cell_then_shape_by_shape() -> None:
    """Row r of the output must belong to DBox r: level, row, column, aspect."""
    network = build_network(preset("ssd300_slim")).eval()
    sources = [
        torch.zeros(1, c.in_channels, f, f)
        for c, f in zip(network.loc, (38, 19, 10, 5, 3, 1), strict=True)
    ]
    with torch.inference_mode():
        for head in network.loc:
            head.weight.zero_()
            head.bias.copy_(torch.arange(len(head.bias)))
        sources[1][0, :, 4, 7] = 1.0
        network.loc[1].weight[:, 0, 1, 1] = 1000.0
        loc, _ = network.heads(tuple(sources))
    first = 5776 + (4 * 19 + 7) * 6
    assert loc[0, 0].tolist() == [0, 1, 2, 3]
    assert loc[0, 1].tolist() == [4, 5, 6, 7]
    assert (loc[0, first : first + 6] >= 1000).all()
    assert (loc[0, :first] < 1000).all()
    assert (loc[0, first + 6 :] < 1000).all()


def test_folding_changes_nothing() -> None:
    torch.manual_seed(1)
    network = build_network(preset("ssd300_slim"))
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            torch.nn.init.uniform_(module.weight, 0.5, 1.5)
            torch.nn.init.normal_(module.bias, 0, 0.2)
            module.running_mean.normal_(0, 0.5)
            module.running_var.uniform_(0.5, 2.0)
    x = torch.randn(1, 3, 300, 300) * 50
    network.eval()
    with torch.inference_mode():
        before = network(x)
        after = network.fold()(x)
    assert not any(isinstance(m, torch.nn.BatchNorm2d) for m in network.modules())
    for one, other in zip(before, after, strict=True):
        assert (one - other).abs().max() < 1e-3 * one.abs().max()


def test_a_batch_of_one_can_be_trained() -> None:
    network = build_network(preset("ssd300_slim"))
    loc, conf = network(torch.randn(1, 3, 300, 300))
    (loc.mean() + conf.mean()).backward()
    assert all(p.grad is not None for p in network.parameters())
