"""The source text's entry points: its shapes, its numbers, and the traps it fell into."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from oracles import coding as plain_coding
from oracles.cases import random_boxes
from oracles.detect import detect as plain_detect
from oracles.loss import multibox_loss as plain_loss
from oracles.matching import match as plain_match
from oracles.nms import nms as plain_nms
from oracles.nms import overlap as plain_overlap

from ssd_core import book
from ssd_core.bundled import sample_paths, weights_path
from ssd_core.config import preset
from ssd_core.dboxes import make_dboxes
from ssd_core.detection import select
from ssd_core.device import Device
from ssd_core.errors import ImageError
from ssd_core.image import read_image
from ssd_core.inference import Detector
from ssd_core.network import build_network
from ssd_core.types import Thresholds
from ssd_core.weights import read_weights

VOC = preset("ssd300_voc")
SLIM = preset("ssd300_slim")
DBOXES = torch.from_numpy(make_dboxes(VOC.dboxes).cxcywh.copy())
FEW = DBOXES[-190:]
"""Those of the last three levels: few enough for the plain loops, and of every size."""


def outputs(batch: int, dboxes: torch.Tensor, classes: int, seed: int):
    rng = torch.Generator().manual_seed(seed)
    loc = torch.randn(batch, len(dboxes), 4, generator=rng)
    conf = torch.randn(batch, len(dboxes), classes, generator=rng) * 2
    return loc, conf


class TestDetect:
    @pytest.mark.parametrize("seed", range(2))
    def test_it_is_the_plain_loop(self, seed: int) -> None:
        some = DBOXES[seed::29]  # 302 of all levels: more than top_k
        loc, conf = outputs(2, some, 4, seed)
        ours = book.Detect()(loc, conf, some)
        plain = plain_detect(loc.numpy(), conf.numpy(), some.numpy())
        assert ours.shape == (2, 4, 200, 5)
        assert ours.dtype == torch.float32
        np.testing.assert_allclose(ours.numpy(), plain, atol=2e-6)
        assert (plain[..., 0] > 0).sum() > 300

    def test_its_thresholds_are_used(self) -> None:
        loc, conf = outputs(1, FEW, 3, 5)
        chosen = {"conf_thresh": 0.4, "top_k": 20, "nms_thresh": 0.2}
        plain = plain_detect(loc.numpy(), conf.numpy(), FEW.numpy(), **chosen)
        ours = book.Detect(**chosen)(loc, conf, FEW)
        np.testing.assert_allclose(ours.numpy(), plain, atol=2e-6)
        assert not np.array_equal(plain, plain_detect(loc.numpy(), conf.numpy(), FEW, top_k=20))

    def test_rows_fall_by_score_and_the_background_stays_empty(self) -> None:
        loc, conf = outputs(2, DBOXES, 21, 1)
        output = book.Detect()(loc, conf, DBOXES)
        assert output.shape == (2, 21, 200, 5)
        assert not output[:, 0].any()
        scores = output[:, 1:, :, 0]
        assert (scores.diff(dim=2) <= 0).all()
        assert (scores[:, :, 0] > 0.01).all()
        assert not output[:, 1:, :, 1:][scores == 0].any()

    def test_nothing_over_the_threshold_gives_zeros(self) -> None:
        conf = torch.zeros(1, len(FEW), 21)
        conf[..., 0] = 20
        assert not book.Detect()(torch.zeros(1, len(FEW), 4), conf, FEW).any()


class TestSSD:
    def test_train_phase_gives_offsets_logits_and_dboxes(self) -> None:
        network = book.SSD("train", SLIM)
        loc, conf, dbox_list = network(torch.zeros(2, 3, 300, 300))
        assert (loc.shape, conf.shape) == ((2, 8732, 4), (2, 8732, 9))
        assert torch.equal(dbox_list, DBOXES)
        (loc.sum() + conf.sum()).backward()
        assert all(p.grad is not None for p in network.parameters())

    def test_inference_phase_gives_the_sources_table(self) -> None:
        network = book.SSD("inference", VOC).eval()
        with torch.inference_mode():
            assert network(torch.zeros(1, 3, 300, 300)).shape == (1, 21, 200, 5)

    def test_the_dboxes_go_where_the_network_goes(self) -> None:
        network = book.SSD("train", SLIM).to("meta")
        assert network.dbox_list.device.type == "meta"
        assert all(p.device.type == "meta" for p in network.parameters())

    def test_it_loads_what_weights_files_hold(self) -> None:
        """The source calls ``net.load_state_dict`` and ``net.vgg.load_state_dict`` directly."""
        with torch.device("meta"):
            network = book.SSD("inference", VOC)
            assert network.state_dict().keys() == build_network(VOC).state_dict().keys()
        assert len(network.vgg) == 35
        assert len(network.extras) == 8

    def test_another_phase_is_refused(self) -> None:
        with pytest.raises(ValueError, match="train or inference, not 'test'"):
            book.SSD("test", SLIM)

    def test_it_takes_the_sources_dictionary(self) -> None:
        cfg = {
            "num_classes": 4,
            "input_size": 300,
            "bbox_aspect_num": [4, 6, 6, 6, 4, 4],
            "feature_maps": [38, 19, 10, 5, 3, 1],
            "steps": [8, 16, 32, 64, 100, 300],
            "min_sizes": [30, 60, 111, 162, 213, 264],
            "max_sizes": [60, 111, 162, 213, 264, 315],
            "aspect_ratios": [[2], [2, 3], [2, 3], [2, 3], [2], [2]],
        }
        with torch.device("meta"):
            network = book.SSD("train", cfg)
            state = {key: value.shape for key, value in network.state_dict().items()}
            same = build_network(VOC.with_classes(("a", "b", "c"))).state_dict()
        assert state == {key: value.shape for key, value in same.items()}

    @pytest.mark.parametrize(
        "x",
        [
            torch.zeros(1, 3, 200, 200),
            torch.zeros(3, 300, 300),
            torch.zeros(1, 3, 300, 300, dtype=torch.uint8),
        ],
    )
    def test_what_is_no_batch_of_pictures_is_refused(
        self, network: book.SSD, x: torch.Tensor
    ) -> None:
        with pytest.raises(ValueError, match=r"expected float \[B, 3, 300, 300\]"):
            network(x)

    def test_an_empty_batch_has_no_answers(self, network: book.SSD) -> None:
        assert network(torch.zeros(0, 3, 300, 300)).shape == (0, 9, 200, 5)


class TestNmSuppression:
    @pytest.mark.parametrize("seed", range(5))
    def test_it_is_the_plain_loop_among_the_best(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        for count in (1, 7, 60):
            boxes = random_boxes(rng, count)
            scores = rng.permutation(count).astype(np.float32) / count
            best = np.argsort(-scores)[:20]
            plain = best[plain_nms(boxes[best], scores[best], threshold=0.45)]
            keep, kept = book.nm_suppression(
                torch.from_numpy(boxes), torch.from_numpy(scores), top_k=20
            )
            assert keep.shape == (count,)
            assert keep[:kept].tolist() == plain.tolist()
            assert not keep[kept:].any()

    def test_without_boxes_nothing_is_kept(self) -> None:
        keep, kept = book.nm_suppression(torch.zeros(0, 4), torch.zeros(0))
        assert (len(keep), kept) == (0, 0)


def plain_targets(target: torch.Tensor):
    """Offsets and labels by the plain loops, and the table of overlaps they stand on."""
    corners = [plain_coding.decode([0, 0, 0, 0], dbox) for dbox in FEW.tolist()]
    truths = np.float32(target.reshape(-1, 5))
    table = [[plain_overlap(t[:4], np.float32(box)) for box in corners] for t in truths]
    owner, _ = plain_match(table) if len(truths) else ([-1] * len(FEW), [])
    labels = torch.tensor([int(truths[g][4]) + 1 if g >= 0 else 0 for g in owner])
    offsets = torch.zeros(len(FEW), 4, dtype=torch.float64)
    for row, g in enumerate(owner):
        if g >= 0:
            box, dbox = truths[g][:4].tolist(), FEW[row].tolist()
            offsets[row] = torch.tensor(plain_coding.encode(box, dbox))
    return offsets, labels


class TestMultiBoxLoss:
    TARGETS = (
        torch.tensor([[0.1, 0.1, 0.5, 0.6, 0.0], [0.4, 0.3, 0.95, 0.9, 2.0]]),
        torch.zeros(0, 5),
        torch.tensor([[0.0, 0.2, 1.0, 0.8, 1.0]]),
    )

    def test_match_gives_the_plain_loops_targets(self) -> None:
        for target in self.TARGETS:
            offsets, labels = book.match(0.5, target, FEW)
            plain_offsets, plain_labels = plain_targets(target)
            assert torch.equal(labels, plain_labels)
            positive = labels > 0
            assert positive.any() == (len(target) > 0)
            torch.testing.assert_close(
                offsets[positive].double(), plain_offsets[positive], atol=1e-4, rtol=0
            )

    def test_a_list_of_targets_with_an_empty_one(self) -> None:
        loc, conf = outputs(3, FEW, 4, 0)
        losses = book.MultiBoxLoss()((loc, conf, FEW), self.TARGETS)
        offsets, labels = zip(*map(plain_targets, self.TARGETS), strict=True)
        plain = plain_loss(loc.double(), conf.double(), torch.stack(offsets), torch.stack(labels))
        for ours, theirs in zip(losses, plain, strict=True):
            assert ours.item() == pytest.approx(theirs.item(), rel=1e-4)

    def test_the_ratio_of_negatives_is_used(self) -> None:
        loc, conf = outputs(3, FEW, 4, 0)
        few, many = (
            book.MultiBoxLoss(neg_pos=n)((loc, conf, FEW), self.TARGETS)[1] for n in (1, 6)
        )
        assert few < many

    def test_targets_that_do_not_fit_are_refused(self) -> None:
        predictions = (*outputs(1, FEW, 4, 0), FEW)
        loss = book.MultiBoxLoss(jaccard_thresh=0.5, neg_pos=3, device="cpu")
        with pytest.raises(ValueError, match="2 targets for 1 pictures"):
            loss(predictions, [torch.zeros(0, 5)] * 2)
        with pytest.raises(ValueError, match="no class 3 among 3, counted from 0"):
            loss(predictions, [torch.tensor([[0.1, 0.1, 0.9, 0.9, 3]])])

    def test_no_object_in_the_whole_batch_is_no_loss(self) -> None:
        """The source divides by the number of positives, which is 0 here."""
        loc, conf = (t.requires_grad_() for t in outputs(2, FEW, 4, 0))
        for empty in (torch.zeros(0, 5), torch.zeros(0)):
            losses = book.MultiBoxLoss()((loc, conf, FEW), [empty, empty])
            assert [loss.item() for loss in losses] == [0, 0]
            sum(losses).backward()
        assert not loc.grad.any()
        assert not conf.grad.any()


@pytest.fixture(scope="module")
def network() -> book.SSD:
    network = book.SSD("inference", SLIM)
    network.load_state_dict(dict(read_weights(weights_path()).state))
    return network


class TestPredictShow:
    CROWD = next(p for p in sample_paths() if p.stem == "crowd-of-circles")

    def test_it_is_the_viewers_answer(self, network: book.SSD) -> None:
        rgb, found = book.ssd_predict_show(str(self.CROWD), network, SLIM, 0.3)
        image = read_image(self.CROWD)
        assert rgb.shape == image.rgb.shape
        assert (rgb != image.rgb).any()
        detector = Detector.load(weights_path(), Device("cpu", "CPU", torch.float32))
        candidates = detector(image.rgb).candidates
        usual = select(candidates, Thresholds(confidence=0.3)).detections
        assert len(found) > 0
        found, usual = (d.take(np.lexsort((d.boxes[:, 0], d.labels))) for d in (found, usual))
        assert found.labels.tolist() == usual.labels.tolist()
        np.testing.assert_allclose(found.scores, usual.scores, atol=1e-3)
        # The book lets boxes reach past the picture.
        np.testing.assert_allclose(np.clip(found.boxes, 0, 1), usual.boxes, atol=1e-3)

    def test_nothing_over_the_level_leaves_the_picture_alone(self, network: book.SSD) -> None:
        rgb, found = book.ssd_predict_show(str(self.CROWD), network, SLIM, 1.0)
        assert len(found) == 0
        assert np.array_equal(rgb, read_image(self.CROWD).rgb)

    def test_level_zero_shows_no_empty_rows(self, network: book.SSD) -> None:
        _, found = book.ssd_predict_show(str(self.CROWD), network, SLIM, 0.0)
        assert found.labels.min() >= 1
        assert found.scores.min() > 0.01

    def test_a_file_that_is_no_picture_is_refused(self, network: book.SSD, tmp_path) -> None:
        text = tmp_path / "words.jpg"
        text.write_text("no picture")
        with pytest.raises(ImageError, match=r"words\.jpg could not be read"):
            book.ssd_predict_show(str(text), network, SLIM)


def test_decode_is_the_equation() -> None:
    loc, _ = outputs(1, FEW, 4, 0)
    ours = book.decode(loc[0], FEW)
    plain = [plain_coding.decode(a, d) for a, d in zip(loc[0].tolist(), FEW.tolist(), strict=True)]
    torch.testing.assert_close(ours.double(), torch.tensor(plain).double(), atol=1e-6, rtol=1e-5)
