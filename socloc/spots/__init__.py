"""Where the characters of a string stand in the file that its author wrote: for places of findings, and to mend."""
