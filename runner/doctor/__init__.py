"""What is missing on this machine, and which landmarks of the console are where we expect them."""
