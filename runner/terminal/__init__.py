"""The person at the terminal: what they see, and what they answer."""
