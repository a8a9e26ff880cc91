"""Which roles see what others were told, as plain values."""
