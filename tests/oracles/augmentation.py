"""The training pipeline as it is usually written: whole pictures, float32, one step after another.

After the SSD paper (sections 2.2 and 3.6) and the authors' code; what is random comes from outside.
"""

import cv2
import numpy as np


def classic(rgb, boxes, drawn, size, mean):
    """(float32 [size, size, 3] without its mean, boxes in pixels of it, which objects are left).

    rgb: uint8 [H, W, 3]. boxes: float [G, 4] xyxy in 0..1. drawn: what chance said, with the names
    of ``Augmentation``.
    """
    height, width = rgb.shape[:2]
    picture = distorted(rgb.astype(np.float32), drawn.distortion)
    boxes = boxes.astype(np.float64) * [width, height, width, height]
    left = top = 0
    if drawn.expansion is not None:
        picture, left, top = expanded(picture, drawn.expansion, mean)
    # The crop is told in pictures; its corners in pixels of the canvas:
    shift = np.array([left, top, left, top])
    corners = np.array(drawn.crop.window) * [width, height, width, height] + shift
    x0, y0, x1, y1 = np.rint(corners).astype(int)
    x1, y1 = max(x1, x0 + 1), max(y1, y0 + 1)
    picture = picture[y0:y1, x0:x1]
    boxes = boxes + shift
    centres = (boxes[:, :2] + boxes[:, 2:]) / 2
    kept = ((centres > [x0, y0]) & (centres < [x1, y1])).all(axis=1)
    boxes = np.clip(boxes[kept], [x0, y0, x0, y0], [x1, y1, x1, y1]) - [x0, y0, x0, y0]
    if drawn.mirrored:
        picture = picture[:, ::-1]
        boxes[:, 0], boxes[:, 2] = (x1 - x0) - boxes[:, 2], (x1 - x0) - boxes[:, 0].copy()
    picture = cv2.resize(np.ascontiguousarray(picture), (size, size))
    boxes = boxes * (size / np.array([x1 - x0, y1 - y0, x1 - x0, y1 - y0]))
    return picture - np.array(mean, np.float32), boxes, kept


def distorted(picture, light):
    picture = np.clip(picture + light.brightness, 0, 255)
    if light.contrast_first:
        picture = np.clip(picture * light.contrast, 0, 255)
    picture = recoloured(picture.astype(np.float32), light.saturation, light.hue)
    if not light.contrast_first:
        picture = np.clip(picture * light.contrast, 0, 255)
    return picture[..., list(light.order)].astype(np.float32)


def recoloured(picture, saturation, hue):
    """OpenCV's float32 HSV: hue 0..360, saturation 0..1."""
    hsv = cv2.cvtColor(picture, cv2.COLOR_RGB2HSV)
    hsv[..., 0] = (hsv[..., 0] + hue) % 360
    hsv[..., 1] = np.clip(hsv[..., 1] * saturation, 0, 1)
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)


def expanded(picture, expansion, mean):
    """(the picture on a canvas of the mean, where its corner lies there in pixels: left, top)."""
    height, width, _ = picture.shape
    left, top = round(expansion.left * width), round(expansion.top * height)
    shape = max(round(expansion.ratio * height), height), max(round(expansion.ratio * width), width)
    canvas = np.empty((*shape, 3), np.float32)
    canvas[:] = mean
    top, left = min(top, shape[0] - height), min(left, shape[1] - width)
    canvas[top : top + height, left : left + width] = picture
    return canvas, left, top


def crop_sampled(window, boxes, least_overlap, rng, trials=50):
    """The authors' sampler: the first of 50 crops of a window that shows enough; None if none does.

    One whose area and aspect are right, that contains the centre of an object it overlaps enough.
    """
    width, height = window[2] - window[0], window[3] - window[1]
    for _ in range(trials):
        scale = rng.uniform(0.3, 1.0)
        ratio = rng.uniform(max(0.5, scale**2), min(2.0, 1 / scale**2))
        w, h = scale * ratio**0.5, scale / ratio**0.5
        x, y = rng.uniform(0, 1 - w), rng.uniform(0, 1 - h)
        crop = (
            window[0] + x * width,
            window[1] + y * height,
            window[0] + (x + w) * width,
            window[1] + (y + h) * height,
        )
        for box in boxes:
            centred = all(crop[k] < (box[k] + box[k + 2]) / 2 < crop[k + 2] for k in (0, 1))
            if centred and _overlap(crop, box) >= least_overlap:
                return crop
    return None


def _overlap(a, b):
    sides = [max(min(a[k + 2], b[k + 2]) - max(a[k], b[k]), 0) for k in (0, 1)]
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (a, b)]
    return sides[0] * sides[1] / (sum(areas) - sides[0] * sides[1])
