"""What a view asks for, answered: one frame of rows with their reasons."""
