"""A file for an activation, one for an initialisation, one for a schedule: no more is needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import tuiopt
import tuiopt_kernels

FILES = {
    "network/activations/softsign.py": """
from math import fabs
from tuiopt_kernels.network.spec import Activation

def h(z):
    return z / (1.0 + fabs(z))

def back(delta, a):
    return delta * (1.0 - fabs(a)) * (1.0 - fabs(a))

def whole(z):
    return z / (1.0 + abs(z))

SPEC = Activation("softsign", "softsign", h, back, whole, "{z} / (1 + |{z}|)")
""",
    "network/initialisations/third.py": """
from tuiopt_kernels.network.spec import Initialisation

def deviation(inputs):
    return inputs**-0.5 / 3.0

SPEC = Initialisation("third", deviation)
""",
    "schedules/half_by_half.py": """
from tuiopt_kernels.spec import Schedule

def rate(alpha0, t, k, steps, hyper):
    return alpha0 * 0.5**k

SPEC = Schedule("half-by-half", "Half by half", rate, "α_t = α0/2^k", "alpha0*0.5**k", "a test")
""",
}

PROGRAM = '''
import numpy as np
from tuiopt.labs.network.solve.feed import feed
from tuiopt.scenario.load import parse
from tuiopt_kernels import interpreted
from tuiopt_kernels.network.initial import initial
from tuiopt_kernels.network.lens import look_inside

TEXT = """
format = 1
lab = "network"
title = "New files"
data = { name = "moons", samples = 100 }
network = { activation = ["softsign", "tanh"], init = "third", batch_norm = false }
[[runs]]
optimizer = "gd"
learning_rate = 0.8
schedule = { kind = "half-by-half" }
"""
(run,) = (scenario := parse(TEXT.encode(), "new.toml", "new")).runs
stage = run.stages[0]
network, inputs, labels = stage.network, stage.data.train.inputs, stage.data.train.labels
parameters = initial(network, run.init, run.init_scale, run.seed)
assert abs(parameters[network.pieces[2].span].std() - 16**-0.5 / 3.0) < 0.01
assert feed(scenario, 0, 0, 1).rates.tolist() == [0.4]
seen = look_inside(network, parameters, np.zeros((2, network.units)), inputs, training=False)
scores = interpreted.scores()(network, parameters, np.zeros((2, network.units)), inputs)
np.testing.assert_allclose(scores, seen.output.z, atol=1e-14)
z = seen.layers[0].z
np.testing.assert_array_equal(seen.layers[0].active, z / (1.0 + abs(z)))
found = interpreted.gradient_check()(network, parameters, inputs[:, :5], labels[:5], most=20)
assert found.distance < 1e-7
'''


def test_new_files_are_found_and_used(tmp_path: Path) -> None:
    copied = tmp_path / "tuiopt_kernels"
    shutil.copytree(Path(tuiopt_kernels.__file__).parent, copied)
    for name, text in FILES.items():
        (copied / name).write_text(text, encoding="utf-8")
    path = os.pathsep.join((str(tmp_path), str(Path(tuiopt.__file__).parents[1])))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
