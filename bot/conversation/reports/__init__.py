"""What residents report: kept under a number, taken back, mended, asked after."""
