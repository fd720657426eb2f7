//! Local times as moments, which are the same in the whole world.
//!
//! The time zones are those that jiff brings along, never the computer's: a course gives the same package everywhere.

#[cfg(feature = "time-zones")]
use jiff::{SignedDuration, Timestamp, civil, tz};

/// The longest live session, in minutes: a week.
pub(super) const LONGEST: u32 = 7 * 24 * 60;

/// A moment, and how the clocks of its place stand then.
#[cfg(feature = "time-zones")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    timestamp: Timestamp,
    offset: tz::Offset,
}

/// Without time zones nobody has one.
#[cfg(not(feature = "time-zones"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment;

/// Why a local time is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoMoment {
    /// It is not written as a date and a time.
    #[cfg(feature = "time-zones")]
    Form,
    /// Nobody knows the time zone.
    #[cfg(feature = "time-zones")]
    Zone,
    /// The clocks are put forward over it.
    #[cfg(feature = "time-zones")]
    Skipped,
    /// This build has no time zones.
    #[cfg(not(feature = "time-zones"))]
    NoZones,
}

#[cfg(feature = "time-zones")]
impl Moment {
    /// The moment of a local time such as `2027-03-01 10:00`. Where clocks show it twice, it is the first of the two,
    /// as RFC 5545 §3.3.5 reads it.
    pub(crate) fn of(local: &str, zone: &str) -> Result<Self, NoMoment> {
        let local = date_and_time(local).ok_or(NoMoment::Form)?;
        let zone = tz::TimeZoneDatabase::bundled().get(zone.trim()).map_err(|_| NoMoment::Zone)?;
        let ambiguous = zone.to_ambiguous_timestamp(local);
        if let tz::AmbiguousOffset::Gap { .. } = ambiguous.offset() {
            return Err(NoMoment::Skipped);
        }
        let timestamp = ambiguous.earlier().map_err(|_| NoMoment::Form)?;
        let end = timestamp.checked_add(SignedDuration::from_mins(i64::from(LONGEST)));
        end.map_err(|_| NoMoment::Form)?;
        Ok(Self { timestamp, offset: zone.to_offset(timestamp) })
    }

    /// So many minutes later.
    #[cfg(feature = "markdown")]
    pub(crate) fn after(self, minutes: u32) -> Self {
        let duration = SignedDuration::from_mins(i64::from(minutes.min(LONGEST)));
        Self { timestamp: self.timestamp.checked_add(duration).unwrap_or(self.timestamp), ..self }
    }

    /// `20270301T090000Z`, the form of RFC 5545 §3.3.5.
    #[cfg(feature = "markdown")]
    pub(crate) fn calendar(self) -> String {
        self.timestamp.strftime("%Y%m%dT%H%M%SZ").to_string()
    }

    /// `2027-03-01T09:00:00Z`.
    #[cfg(feature = "markdown")]
    pub(crate) fn iso(self) -> String {
        self.timestamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// How far the place's clocks are ahead of UTC: `UTC+01:00`.
    #[cfg(feature = "markdown")]
    pub(crate) fn offset(self) -> String {
        let minutes = self.offset.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        format!("UTC{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
    }
}

#[cfg(not(feature = "time-zones"))]
impl Moment {
    pub(crate) fn of(_local: &str, _zone: &str) -> Result<Self, NoMoment> {
        Err(NoMoment::NoZones)
    }
}

#[cfg(all(feature = "markdown", not(feature = "time-zones")))]
impl Moment {
    pub(crate) fn after(self, _minutes: u32) -> Self {
        self
    }

    pub(crate) fn calendar(self) -> String {
        String::new()
    }

    pub(crate) fn iso(self) -> String {
        String::new()
    }

    pub(crate) fn offset(self) -> String {
        String::new()
    }
}

/// `2027-03-01 10:00`, also with a `T` between the two.
#[cfg(feature = "time-zones")]
fn date_and_time(text: &str) -> Option<civil::DateTime> {
    let text = text.trim();
    let is_written_out = text.len() == "2027-03-01 10:00".len()
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"-:T ".contains(&byte));
    let text = is_written_out.then(|| text.replacen('T', " ", 1))?;
    civil::DateTime::strptime("%Y-%m-%d %H:%M", text).ok()
}

#[cfg(all(test, feature = "time-zones"))]
mod tests {
    use super::*;

    fn utc(local: &str, zone: &str) -> Result<String, NoMoment> {
        Moment::of(local, zone).map(Moment::iso)
    }

    #[test]
    fn a_local_time_is_a_moment_of_its_place() {
        assert_eq!(utc("2027-03-01 10:00", "Europe/Berlin").unwrap(), "2027-03-01T09:00:00Z");
        assert_eq!(utc("2027-07-01T10:00", "America/New_York").unwrap(), "2027-07-01T14:00:00Z");
        assert_eq!(utc("2027-07-01 10:00", "UTC").unwrap(), "2027-07-01T10:00:00Z");
        let moment = Moment::of("2027-03-01 10:00", "Asia/Kathmandu").unwrap();
        assert_eq!(moment.offset(), "UTC+05:45");
        assert_eq!(moment.after(90).calendar(), "20270301T054500Z");
        assert_eq!(Moment::of("2027-01-01 10:00", "America/St_Johns").unwrap().offset(), "UTC-03:30");
    }

    #[test]
    fn clocks_that_are_put_back_show_the_first_of_two() {
        assert_eq!(utc("2027-10-31 02:30", "Europe/Berlin").unwrap(), "2027-10-31T00:30:00Z");
    }

    #[test]
    fn what_is_no_moment_says_why() {
        assert_eq!(utc("2027-03-28 02:30", "Europe/Berlin"), Err(NoMoment::Skipped));
        assert_eq!(utc("2027-03-01 10:00", "Europe/Atlantis"), Err(NoMoment::Zone));
        for start in ["", "tomorrow", "2027-02-29 10:00", "2027-03-01", "27-03-01 10:00", "2027-03-01 25:00"]
        {
            assert_eq!(utc(start, "Europe/Berlin"), Err(NoMoment::Form), "{start}");
        }
        assert_eq!(utc("9999-12-31 23:00", "America/New_York"), Err(NoMoment::Form));
    }
}
