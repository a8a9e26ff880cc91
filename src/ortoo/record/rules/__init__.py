"""From marks to one record, exactly."""
