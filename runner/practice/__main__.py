"""``python -m runner.practice`` is ``mi-runner practice``."""

from runner.practice.command import practice_command

if __name__ == "__main__":
    practice_command()
