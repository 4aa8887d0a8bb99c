"""Everything the organisation holds, written out so that it can leave; two people agree first."""
