"""`python -m papercite` is the command `papercite`."""

from papercite.cli import run

if __name__ == "__main__":
    run()
