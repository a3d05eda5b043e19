"""A request to the vendor's support, prepared for the owner of a blocked account or a locked phone.

It goes around no lock: it gathers what the vendor's support asks for, so that the vendor can decide.
"""
