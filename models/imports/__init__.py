"""What files from elsewhere say, compared with what is recorded here. Pure: no file is read, nothing is changed."""
