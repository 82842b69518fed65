"""What was meant by what is written: in pinyin, with a slip, in another spelling."""
