"""The commands of ``mi-runner``, one a file, thin: parse, build, call, exit."""
