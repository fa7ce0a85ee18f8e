"""Data lie on a disk of this computer, not on a network drive and not in a synchronised folder."""

from pathlib import Path

import pytest

from sse_desktop.store.location import (
    NetworkFolder,
    SynchronisedFolder,
    check_location,
    file_system_of,
    linux_mounts,
    mac_mounts,
    mounts,
)

LINUX = """\
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw 0 0
systemd-1 /srv/share autofs rw 0 0
//server/share /srv/share cifs rw 0 0
ana@server:/home /mnt/sshfs fuse.sshfs rw 0 0
remote /mnt/unknown fuse rw 0 0
server:/x /mnt/nfs nfs4 rw 0 0
/dev/sdb1 /media/ana/USB\\040STICK fuseblk rw 0 0
/dev/sdc1 /mnt/nfs-like ext4 rw 0 0
broken line
"""
MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//ana@server/share on /Volumes/My Share (smbfs, nodev, nosuid, mounted by ana)
"""


@pytest.mark.parametrize("folder", ["/srv/share/coop", "/mnt/sshfs", "/mnt/unknown/a/b", "/mnt/nfs/x"])
def test_a_network_folder_is_refused(folder: str) -> None:
    with pytest.raises(NetworkFolder, match=folder):
        check_location(Path(folder), linux_mounts(LINUX))


@pytest.mark.parametrize(
    "folder", ["/home/ana/coop", "/media/ana/USB STICK/coop", "/mnt/nfs-like/coop", "/srv/sharepoint"]
)
def test_a_folder_of_this_computer_is_right(folder: str) -> None:
    check_location(Path(folder), linux_mounts(LINUX))


@pytest.mark.parametrize(
    "name",
    [
        "OneDrive",
        "OneDrive - Cooperativa",
        "Dropbox",
        "Dropbox (Personal)",
        "Google Drive",
        "GoogleDrive-ana@x.ec",
        "Nextcloud",
        "Nextcloud2",
        "ownCloud",
        "iCloudDrive",
        "MEGA",
        "MEGAsync",
        "pCloudDrive",
        "Mobile Documents",
    ],
)
def test_a_synchronised_folder_is_refused_by_its_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(SynchronisedFolder, match="synchronised by"):
        check_location(tmp_path / name / "coop")


@pytest.mark.parametrize(
    "name", ["Megan", "onedriver", "dropboxes", "my nextcloud backup", "mega-proyecto2".replace("-", "")]
)
def test_a_folder_that_only_sounds_like_one_is_right(name: str, tmp_path: Path) -> None:
    check_location(tmp_path / name)


def test_a_link_into_a_synchronised_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "Dropbox")

    with pytest.raises(SynchronisedFolder):
        check_location(tmp_path / "data")


def test_of_two_mounts_on_one_point_the_last_counts() -> None:
    assert file_system_of(Path("/srv/share/x"), linux_mounts(LINUX)) == "cifs"


def test_what_no_mount_covers_is_unknown() -> None:
    assert file_system_of(Path("/a"), [("/b", "ext4")]) == ""


def test_the_mounts_of_a_mac_are_read() -> None:
    assert mac_mounts(MAC) == [
        ("/", "apfs"),
        ("/System/Volumes/Data/home", "autofs"),
        ("/Volumes/My Share", "smbfs"),
    ]


def test_the_mounts_of_this_computer_are_read(tmp_path: Path) -> None:
    if mounts():
        assert file_system_of(tmp_path.resolve(), mounts()) != ""
    check_location(tmp_path)
