"""What Spark writes down while it works goes afterwards, and at the next start when it was stopped."""

import os
import subprocess
import sys
import tempfile

from exeat.engines import on_spark


def test_the_folder_goes_with_the_work_and_what_a_stopped_run_left_goes_at_the_next_start(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for name in (f"exeat-spark-{gone.pid}", f"exeat-spark-{os.getppid()}", "others"):
        (tmp_path / name).mkdir()

    with on_spark.own_folder() as folder:
        during = sorted(os.listdir(tmp_path))

    assert os.path.basename(folder) in during
    assert f"exeat-spark-{gone.pid}" not in during
    assert sorted(os.listdir(tmp_path)) == [f"exeat-spark-{os.getppid()}", "others"]
