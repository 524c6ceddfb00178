"""The probe of a run: a picture that is looked at again and again while the run learns."""
