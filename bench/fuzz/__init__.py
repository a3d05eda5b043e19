"""Everything that strangers write and this project reads, with whatever they may write in it."""
