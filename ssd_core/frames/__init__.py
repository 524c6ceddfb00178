"""Sources of moving pictures: video files, cameras, and generated frames for tests."""
