//! Sets of named files.
