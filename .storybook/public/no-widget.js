// Replaces the widget's script in stories, because the simulator provides the widget.
