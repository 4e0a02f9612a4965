"""Networks: what they make of the plane, as cells."""
