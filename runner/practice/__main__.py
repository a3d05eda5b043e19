"""``python -m runner.practice``."""

from runner.practice.command import practice_command

practice_command(prog_name="python -m runner.practice")
