"""From messages to answers: understanding, composing, and the front ends. Imports `knowledge` by its front door only."""
