"""Who acts where only a person may, and who is told what happens."""
