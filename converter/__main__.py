"""`python -m converter` is the command `broadsheet`."""

from converter.cli import main

if __name__ == "__main__":
    main()
