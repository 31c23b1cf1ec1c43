//! The review period (kỳ xét): the day of the review, and what it covers.

use jiff::civil::Date;

/// When the review takes place and what it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its name on paper.
    pub name: Option<String>,
    /// The day of the review: it picks versions of schemes and values.
    pub date: Date,
    /// The first day of what is reviewed.
    pub start: Option<Date>,
    /// The last day of what is reviewed.
    pub end: Option<Date>,
    /// The last day for dossiers.
    pub deadline: Option<Date>,
    /// The meeting of the council.
    pub meeting: Meeting,
    /// The members of the council.
    pub members: Vec<Member>,
}

/// The meeting of the council: who was to come, and who came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meeting {
    /// When it was held.
    pub date: Option<Date>,
    /// Where it was held.
    pub place: Option<String>,
    /// Who chaired it.
    pub chair: Option<String>,
    /// Who wrote the minutes.
    pub secretary: Option<String>,
    /// How many members the council has; nothing: as many as are listed.
    pub members: Option<u32>,
    /// How many were summoned; nothing: all members.
    pub summoned: Option<u32>,
    /// How many were present.
    pub present: Option<u32>,
}

/// A member of the council or of a panel of markers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The name, by which marks name their marker.
    pub name: String,
    /// The unit; its nominees are not the member's to mark.
    pub unit: Option<String>,
    /// Nominees, by id, and units in which the member has an interest of its own.
    pub interests: Vec<String>,
}

impl Period {
    /// A period of which only the day is known.
    pub fn on(date: Date) -> Self {
        Self {
            name: None,
            date,
            start: None,
            end: None,
            deadline: None,
            meeting: Meeting::default(),
            members: Vec::new(),
        }
    }

    /// How many members the council has; 0 where nothing says it.
    pub fn council(&self) -> u32 {
        let listed = u32::try_from(self.members.len()).unwrap_or(u32::MAX);
        self.meeting.members.unwrap_or(listed)
    }

    /// How many members were summoned.
    pub fn summoned(&self) -> u32 {
        self.meeting.summoned.unwrap_or_else(|| self.council())
    }
}
