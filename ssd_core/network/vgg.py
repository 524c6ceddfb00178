"""VGG16 with its fully connected layers turned into convolutions (paper section 3)."""

from __future__ import annotations

from torch import nn

CONV4_3 = 23
"""vgg[:23] ends with the ReLU of conv4_3, the finest source."""

_PLAN = (64, 64, "M", 128, 128, "M", 256, 256, 256, "C", 512, 512, 512, "M", 512, 512, 512)


def make_vgg() -> nn.ModuleList:
    """The 35 modules in the order that gives ssd.pytorch's keys ``vgg.0`` … ``vgg.33``.

    pool3 ("C") rounds up, so that 75 becomes 38. pool5 is 3×3 with stride 1 and keeps 19×19.
    conv6 is fc6 sampled down: 3×3, dilation 6.
    """
    layers: list[nn.Module] = []
    channels = 3
    for item in _PLAN:
        if isinstance(item, str):
            layers.append(nn.MaxPool2d(2, stride=2, ceil_mode=item == "C"))
            continue
        layers += [nn.Conv2d(channels, item, 3, padding=1), nn.ReLU(inplace=True)]
        channels = item
    layers.append(nn.MaxPool2d(3, stride=1, padding=1))
    layers += [nn.Conv2d(512, 1024, 3, padding=6, dilation=6), nn.ReLU(inplace=True)]
    layers += [nn.Conv2d(1024, 1024, 1), nn.ReLU(inplace=True)]
    return nn.ModuleList(layers)


def make_extras() -> nn.ModuleList:
    """The eight convolutions that shrink 19×19 to 10, 5, 3 and 1; a ReLU follows each of them."""
    return nn.ModuleList(
        [
            nn.Conv2d(1024, 256, 1),
            nn.Conv2d(256, 512, 3, stride=2, padding=1),
            nn.Conv2d(512, 128, 1),
            nn.Conv2d(128, 256, 3, stride=2, padding=1),
            nn.Conv2d(256, 128, 1),
            nn.Conv2d(128, 256, 3),
            nn.Conv2d(256, 128, 1),
            nn.Conv2d(128, 256, 3),
        ]
    )
