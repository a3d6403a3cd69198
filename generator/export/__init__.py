"""What a build gives away beside the pages, one format a file."""
