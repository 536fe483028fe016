"""Commands, one file each: `add_arguments(parser)`, `run(arguments) -> exit status`, `USAGE`, `EXAMPLE`."""
