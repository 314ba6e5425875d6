"""Pages on which officers carry a case, and on which the person whom it concerns reads the file and answers."""
