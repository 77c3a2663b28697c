"""HTTP and WebSocket: who may come in, and what they are served."""
