"""The data folder is on a local disk and private."""

import logging
from pathlib import Path

import pytest

from tablee.journal.errors import DataInUse, DataOnNetwork
from tablee.journal.folder import DataFolder, filesystem


def mounts(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "mounts"
    file.write_text("\n".join(("/dev/root / ext4 rw 0 0", *lines)) + "\n")
    return file


def test_the_deepest_mount_tells_the_kind(tmp_path: Path) -> None:
    table = mounts(
        tmp_path, "srv:/x /srv/with\\040space nfs4 rw 0 0", "/dev/b /srv xfs rw 0 0", "broken"
    )
    assert filesystem(Path("/home/me"), table) == "ext4"
    assert filesystem(Path("/srv/data"), table) == "xfs"
    assert filesystem(Path("/srv/with space/data"), table) == "nfs4"
    assert filesystem(Path("/srv"), tmp_path / "no such table") == ""


def test_a_later_mount_hides_an_earlier_one_at_the_same_place(tmp_path: Path) -> None:
    table = mounts(tmp_path, "srv:/x /srv nfs rw 0 0", "/dev/c /srv ext4 rw 0 0")
    assert filesystem(Path("/srv/data"), table) == "ext4"


def test_a_network_file_system_is_refused_and_nothing_is_put_there(tmp_path: Path) -> None:
    table = mounts(tmp_path, f"//server/share {tmp_path} cifs rw 0 0")
    with pytest.raises(DataOnNetwork, match="cifs"):
        DataFolder(tmp_path / "data", table)
    assert list((tmp_path / "data").iterdir()) == []


def test_a_folder_held_by_nobody_known_is_still_refused(tmp_path: Path) -> None:
    held = DataFolder(tmp_path)
    (tmp_path / "tablee.lock").write_text("")
    with pytest.raises(DataInUse, match="another process"):
        DataFolder(tmp_path)
    held.release()
    held.release()
    DataFolder(tmp_path).release()


def test_a_shared_folder_is_warned_of_and_its_database_made_private(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "tablee.db").touch(mode=0o644)
    with caplog.at_level(logging.WARNING):
        DataFolder(tmp_path).release()
    assert "may list the data folder" in caplog.text
    assert (tmp_path / "tablee.db").stat().st_mode & 0o777 == 0o600
