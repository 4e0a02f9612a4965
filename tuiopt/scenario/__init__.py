"""The scenario files: what they may say, how they are read, what is wrong with one."""
