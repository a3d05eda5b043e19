import click
@click.group()
def trail(): """Trails.

    \b
    Example:
      mi-runner trail"""
