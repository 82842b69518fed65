"""What every map shares: style, layers, markers, labels, words."""
