//! What routes promise.
