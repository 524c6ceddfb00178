"""SSD: six sources and the heads that read them (paper section 2.1 and Fig. 2)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from ssd_core.config import SSDConfig
from ssd_core.network import slim, vgg
from ssd_core.network.l2norm import L2Norm

Sources = tuple[Tensor, ...]
"""Six feature maps [B, C_k, f_k, f_k], finest first, the first one after L2Norm."""


def make_heads(
    channels: tuple[int, ...], per_cell: tuple[int, ...], num_classes: int
) -> tuple[nn.ModuleList, nn.ModuleList]:
    """The 3×3 convolutions that turn a source into offsets and into confidence logits."""
    levels = list(zip(channels, per_cell, strict=True))
    loc = nn.ModuleList(nn.Conv2d(c, n * 4, 3, padding=1) for c, n in levels)
    conf = nn.ModuleList(nn.Conv2d(c, n * num_classes, 3, padding=1) for c, n in levels)
    return loc, conf


def rows(outputs: list[Tensor], width: int) -> Tensor:
    """Head outputs [B, n·width, f, f] of all levels as rows of DBoxes: [B, 8732, width]."""
    flat = torch.cat([o.permute(0, 2, 3, 1).flatten(1) for o in outputs], dim=1)
    return flat.view(len(flat), flat.shape[1] // width, width)


class SSD(nn.Module):
    """What both presets share: sources in, (loc, conf) out.

    A subclass has ``loc`` and ``conf`` heads and says how a picture becomes ``sources``.
    """

    loc: nn.ModuleList
    conf: nn.ModuleList

    def __init__(self, config: SSDConfig) -> None:
        super().__init__()
        self.config = config

    @property
    def norm(self) -> L2Norm:
        """What the finest feature map goes through before the heads read it."""
        raise NotImplementedError

    def stages(self) -> tuple[Sequence[nn.Module], ...]:
        """The layers that lead to each feature map from the one before, the first from x."""
        raise NotImplementedError

    def features(self, x: Tensor) -> Sources:
        """The six feature maps of preprocessed pictures x, the finest one as it comes."""
        raise NotImplementedError

    def sources(self, x: Tensor) -> Sources:
        """What the heads read of preprocessed pictures x [B, 3, 300, 300]."""
        finest, *coarser = self.features(x)
        return (self.norm(finest), *coarser)

    def backbone(self) -> tuple[nn.Module, ...]:
        """The layers up to the second feature map, which networks for other objects can share."""
        finest, second, *_ = self.stages()
        return (*finest, *second)

    def heads(self, sources: Sources) -> tuple[Tensor, Tensor]:
        """Offsets [B, 8732, 4] and confidence logits [B, 8732, C], in the order of the DBoxes."""
        loc, conf = self.head_maps(sources)
        return rows(loc, 4), rows(conf, self.config.num_classes)

    def head_maps(self, sources: Sources) -> tuple[list[Tensor], list[Tensor]]:
        """What the heads say, by level: offsets [B, n·4, f, f] and logits [B, n·C, f, f]."""
        loc = [head(s) for head, s in zip(self.loc, sources, strict=True)]
        conf = [head(s) for head, s in zip(self.conf, sources, strict=True)]
        return loc, conf

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.heads(self.sources(x))

    def fold(self) -> SSD:
        """Merge batch norm into the convolutions, for inference only; self, in eval mode."""
        return self.eval()


class VGGSSD(SSD):
    """SSD300 on VGG16, with exactly ssd.pytorch's state-dict keys."""

    def __init__(self, config: SSDConfig) -> None:
        super().__init__(config)
        self.vgg = vgg.make_vgg()
        self.L2Norm = L2Norm(512)
        self.extras = vgg.make_extras()
        self.loc, self.conf = make_heads(
            (512, 1024, 512, 256, 256, 256), config.dboxes.per_cell, config.num_classes
        )

    @property
    def norm(self) -> L2Norm:
        return self.L2Norm

    def stages(self) -> tuple[Sequence[nn.Module], ...]:
        backbone, extras = list(self.vgg), list(self.extras)
        pairs = (extras[k : k + 2] for k in range(0, len(extras), 2))
        return (backbone[: vgg.CONV4_3], backbone[vgg.CONV4_3 :], *pairs)

    def features(self, x: Tensor) -> Sources:
        for layer in self.vgg[: vgg.CONV4_3]:
            x = layer(x)
        found = [x]
        for layer in self.vgg[vgg.CONV4_3 :]:
            x = layer(x)
        found.append(x)
        for position, layer in enumerate(self.extras):
            x = functional.relu(layer(x), inplace=True)
            if position % 2 == 1:
                found.append(x)
        return tuple(found)


class SlimSSD(SSD):
    """SSD300 on the small backbone: the same source sizes, heads and DBoxes."""

    def __init__(self, config: SSDConfig) -> None:
        super().__init__(config)
        self.stem = slim.make_stem()
        self.l2norm = L2Norm(slim.WIDTHS[2])
        self.trunk = slim.make_trunk()
        self.extras = slim.make_extras()
        channels = (*slim.WIDTHS[2:], *(wide for _, wide in slim.EXTRA_WIDTHS))
        self.loc, self.conf = make_heads(channels, config.dboxes.per_cell, config.num_classes)

    @property
    def norm(self) -> L2Norm:
        return self.l2norm

    def stages(self) -> tuple[Sequence[nn.Module], ...]:
        return ([self.stem], [self.trunk], *([block] for block in self.extras))

    def features(self, x: Tensor) -> Sources:
        found = []
        for stage in (self.stem, self.trunk, *self.extras):
            x = stage(x)
            found.append(x)
        return tuple(found)

    def fold(self) -> SSD:
        self.eval()
        for module in self.modules():
            if isinstance(module, slim.ConvBlock):
                module.fold()
        return self


_BACKBONES: dict[str, type[SSD]] = {"vgg16": VGGSSD, "slim": SlimSSD}


def build_network(config: SSDConfig) -> SSD:
    """An SSD with PyTorch's default initialisation, in train mode, on the default device.

    Raises ValueError for a backbone that does not exist.
    """
    try:
        kind = _BACKBONES[config.backbone]
    except KeyError:
        raise ValueError(f"there is no backbone {config.backbone!r}") from None
    return kind(config)
