"""What `knowledge/frameworks/` says, held against the frameworks themselves: real applications, real answers."""
