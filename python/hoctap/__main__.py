"""`python -m hoctap` is the command line `hoctap`."""

from hoctap.cli import main

if __name__ == "__main__":
    main()
