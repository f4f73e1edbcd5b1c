"""Files from elsewhere: children from the case system, the daytime's episodes, the police's download."""
