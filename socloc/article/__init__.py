"""Articles: Markdown and a theme in, HTML out that an editor without stylesheets and foreign links keeps."""
