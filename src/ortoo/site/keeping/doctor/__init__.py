"""What `ortoo doctor` looks at: every check yields findings, each one sentence of what is well or what to do."""
