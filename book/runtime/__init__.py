"""What sets the course up, builds it and serves it."""
