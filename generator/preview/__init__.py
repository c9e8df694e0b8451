"""What the preview shows, apart from sockets and threads: those are in generator/serve.py."""
