"""What the lessons show, in numbers: from a frozen state to frozen values, without a window."""
