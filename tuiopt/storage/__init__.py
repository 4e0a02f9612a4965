"""What is kept in files, and where: whole files, logs, the user's folders."""
