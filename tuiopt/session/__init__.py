"""What a person does to a scenario: moving about in it, playing it. Knows no screen."""
