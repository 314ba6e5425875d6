"""Loaded before everything else in a test run: the mode of the program and the folder that it may write to."""

import os
import tempfile

os.environ["EXEAT_MODE"] = "test"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
os.environ.setdefault("EXEAT_FOLDER", tempfile.mkdtemp(prefix="exeat-tests-"))
