"""The interactive program: draws what the floors below compute, by a job where it is costly."""

import os

# Textual reads it when it is imported. At its own 60 the frame after a key's would come late.
os.environ.setdefault("TEXTUAL_FPS", "120")
