// Stands in for the widget's script in stories: the simulator is the widget.
