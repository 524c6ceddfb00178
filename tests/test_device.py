"""Choosing a device: the fastest first, the CPU always there, and a sentence for the others."""

from __future__ import annotations

import subprocess
import sys

import pytest
import torch

from ssd_core.device import Device, available, choose, cpu_has_bf16


def test_the_cpu_is_always_there_and_last() -> None:
    devices = available()
    assert [d.key for d in devices].count("cpu") == 1
    assert devices[-1].key == "cpu"
    assert len({d.key for d in devices}) == len(devices)


def test_auto_is_the_fastest() -> None:
    assert choose() == choose("auto") == available()[0]


def test_every_device_can_be_chosen_by_its_key_and_computes_in_its_precision() -> None:
    for device in available():
        assert choose(device.key) == device
        x = torch.full((3, 3), 0.5, device=device.torch, dtype=device.dtype)
        assert (x @ x).cpu().tolist() == [[0.75] * 3] * 3


def test_an_unknown_device_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"no device 'nonsense' .*auto, .*cpu") as caught:
        choose("nonsense")
    assert all(d.key in str(caught.value) for d in available())


@pytest.mark.parametrize(
    ("dtype", "short"),
    [(torch.float32, "fp32"), (torch.float16, "fp16"), (torch.bfloat16, "bf16")],
)
def test_precision_has_a_short_name(dtype: torch.dtype, short: str) -> None:
    assert Device("cpu", "CPU", dtype).precision == short


def test_the_cpu_computes_in_bfloat16_only_where_it_has_it() -> None:
    assert available()[-1].precision == ("bf16" if cpu_has_bf16() else "fp32")


@pytest.mark.parametrize(("chosen", "used"), [(None, "PASSIVE"), ("ACTIVE", "ACTIVE")])
def test_waiting_threads_do_not_spin_unless_a_person_wants_it(
    monkeypatch: pytest.MonkeyPatch, chosen: str | None, used: str
) -> None:
    """OpenMP reads the variable when torch is imported, which must not be earlier."""
    monkeypatch.delenv("OMP_WAIT_POLICY", raising=False)
    if chosen is not None:
        monkeypatch.setenv("OMP_WAIT_POLICY", chosen)
    code = (
        "import os, sys, ssd_core; assert 'torch' not in sys.modules;"
        "print(os.environ['OMP_WAIT_POLICY'])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == used
