"""What is given to other programs: figures as open data, and the document of the API."""
