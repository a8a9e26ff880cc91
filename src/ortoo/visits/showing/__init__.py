"""What pages show of agendas and days: values of rules and rows in words."""
