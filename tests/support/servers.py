"""A small server for a page that a test shows."""

import sys
from http.server import ThreadingHTTPServer


class PageServer(ThreadingHTTPServer):
    """One that says nothing when a browser goes away in the middle of an answer, as one that is closed does."""

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)
