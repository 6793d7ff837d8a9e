/// A moment as the clocks and calendars of a time zone show it.
struct LocalTime {
    let date: CivilDate
    private let days: Int
    /// Since midnight.
    let seconds: Int
    let nanoseconds: Int

    init(_ moment: CELValue, _ rules: TimeZoneRules) throws(CELFailure) {
        guard case .timestamp(let timestamp) = moment else { throw moment.mismatch }
        let local = timestamp.seconds + rules.offset(at: timestamp.seconds)
        days = CivilDate.floor(local, 86_400)
        date = CivilDate(daysSince1970: days)
        seconds = local - days * 86_400
        nanoseconds = timestamp.nanoseconds
    }

    /// 0 is Sunday.
    var dayOfWeek: Int { CivilDate.weekday(daysSince1970: days) }
}
