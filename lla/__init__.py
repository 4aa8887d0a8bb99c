"""The project itself: assembly above the apps, and the toolkit they all stand on."""
