"""Who was told what, when, and how: at sign-in, by mail, or on paper; nobody without mail is forgotten."""
