"""`python -m socloc`."""

from socloc.cli import main

if __name__ == "__main__":
    main()
