"""The organiser's dashboard of one region and the committee's board of all."""
