//! The seam for whoever has more to say about a package than its standard has.

use std::fmt;

use super::Standard;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::package::Package;

/// Somebody with findings of their own, such as an LMS that the package is meant for.
pub(crate) trait Inspector: fmt::Debug + Send + Sync {
    /// Findings about the choice of the standard, before anything is made.
    fn standard(&self, standard: Standard) -> Vec<Diagnostic>;
    /// Why a learning path has to steer by itself in a standard that could say how it is steered; nothing when it need not.
    #[cfg(feature = "markdown")]
    fn path(&self, standard: Standard) -> Option<Diagnostic>;
    /// Findings about the package, once it is made.
    fn package(&self, package: &Package, standard: Standard) -> Result<Vec<Diagnostic>, Error>;
}
