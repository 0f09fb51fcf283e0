"""What is known of one member: figures, record, sentences."""
