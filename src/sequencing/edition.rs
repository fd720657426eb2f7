/// An edition of SCORM 2004.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Edition {
    /// 2nd Edition (2004).
    Second,
    /// 3rd Edition (2006): the one that most LMSs mean by SCORM 2004.
    Third,
    /// 4th Edition (2009).
    Fourth,
}
