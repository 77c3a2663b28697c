"""The data folder: private, on a local disk, and owned by one process at a time.

The lock is the kernel's (`flock`): it ends with the process however the process ends, so a lock
file left behind by a crash never has to be removed by hand.
"""

import fcntl
import logging
import os
import stat
from pathlib import Path

from tablee.journal.errors import DataInUse, DataOnNetwork

log = logging.getLogger(__name__)

DATABASE = "tablee.db"
LOCK = "tablee.lock"

# Where byte-range locks or shared memory do not hold between machines, or at all.
NETWORK_KINDS = frozenset({
    "9p2000.L", "afs", "ceph", "cifs", "davfs", "fuse.ceph", "fuse.davfs", "fuse.glusterfs",
    "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs",
    "nfs4", "ocfs2", "smb2", "smb3", "smbfs",
})  # fmt: skip


class DataFolder:
    """A folder held by this process from construction until `release`."""

    def __init__(self, folder: Path, mounts: Path = Path("/proc/mounts")) -> None:
        """Make the folder (0700) and its database file (0600) where missing, and lock it.

        Raises `DataOnNetwork`, `DataInUse`, or OSError when the folder cannot be made.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder = folder.resolve()
        kind = filesystem(self.folder, mounts)
        if kind in NETWORK_KINDS:
            raise DataOnNetwork(self.folder, kind)
        if stat.S_IMODE(self.folder.stat().st_mode) & 0o077:
            # A folder we did not make may be shared on purpose: the files are private anyway.
            log.warning("other users of this machine may list the data folder %s", self.folder)
        self.database = self.folder / DATABASE
        self._lock = _lock(self.folder)
        _private(self.database)

    def release(self) -> None:
        """Let another process in. Calling it again does nothing."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def filesystem(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The kind of file system that holds the folder; "" where the system does not tell."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    found, longest = "", -1
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " "))
        # `>=`: of two mounts on one point the later hides the earlier.
        if folder.is_relative_to(point) and len(point.parts) >= longest:
            found, longest = fields[2], len(point.parts)
    return found


def _lock(folder: Path) -> int | None:
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        owner = os.read(descriptor, 20).strip()
        os.close(descriptor)
        raise DataInUse(folder, int(owner) if owner.isdigit() else None) from None
    os.ftruncate(descriptor, 0)
    os.write(descriptor, b"%d\n" % os.getpid())
    return descriptor


def _private(database: Path) -> None:
    """SQLite gives its log and shared memory the mode of the database file: set it first."""
    os.close(os.open(database, os.O_RDWR | os.O_CREAT, 0o600))
    database.chmod(0o600)
