"""The command’s subcommands, one module for each kind of user’s task."""
