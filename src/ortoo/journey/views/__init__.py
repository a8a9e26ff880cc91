"""Pages that follow a thing through the relay, and the public page of the programme."""
