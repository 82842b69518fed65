"""What is said in passing, and what is asked of Yike itself."""
