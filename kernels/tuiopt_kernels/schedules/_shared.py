"""What several schedules share."""

from __future__ import annotations

from tuiopt_kernels.spec import POSITIVE, Hyper, Interval

COURSE = "Ng, Deep Learning Specialization, course 2, week 2: learning rate decay"

SHARE = Interval(low=0.0, high=1.0, low_open=True)

C = Hyper("c", "c", 1.0, POSITIVE, "log", "what α0 is multiplied by")
