"""Disks for the crash tests: ext4 in an image that is mounted through a loop device. Needs root."""

import os
import shutil
import subprocess


def possible():
    """Whether this machine lets us mount an image; containers often do not."""
    if os.geteuid() != 0:
        return False
    done = subprocess.run(["losetup", "-f"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, text=True)
    return done.returncode == 0 and os.path.exists(done.stdout.strip())


def skip(what):
    """Says so in the words that ./tb test counts."""
    print(f"{what}: needs root and loop devices\n0 passed, 0 failed, 1 skipped", flush=True)
    return 0


class Disk:
    """The image that is mounted now. The mount point stays the same from cut to cut. `commit=300` keeps ext4 from
    synchronising by itself."""

    def __init__(self, folder, megabytes):
        self.folder, self.number = folder, 0
        self.place = os.path.join(folder, "disk")
        os.mkdir(self.place)
        with open(self.image, "wb") as image:
            image.truncate(megabytes << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", "-m", "0", self.image], check=True)
        self.mount()

    @property
    def image(self):
        return os.path.join(self.folder, f"image-{self.number}")

    def mount(self):
        subprocess.run(["mount", "-o", "loop,commit=300", self.image, self.place], check=True)

    def unmount(self):
        subprocess.run(["umount", self.place], check=True)

    def cut(self):
        """Copies the image as it is on the disk now. Nobody may write any more."""
        with open(self.image, "rb") as old, open(os.path.join(self.folder, f"image-{self.number + 1}"), "wb") as new:
            shutil.copyfileobj(old, new, 4 << 20)

    def go_on_with_the_copy(self):
        self.unmount()
        os.unlink(self.image)
        self.number += 1
        self.mount()

    # ---- space ------------------------------------------------------------------------------------------------------

    @property
    def filler(self):
        return os.path.join(self.place, "filler")

    def fill(self):
        """Takes all that is left, to the last block."""
        with open(self.filler, "ab", buffering=0) as file:
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    pass

    def make_room(self):
        os.unlink(self.filler)

    def remove(self):
        subprocess.run(["umount", "-l", self.place], check=False, stderr=subprocess.DEVNULL)
        shutil.rmtree(self.folder, ignore_errors=True)
