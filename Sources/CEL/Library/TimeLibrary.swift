extension Library {
    static let times: [Function] =
        field("getFullYear") { $0.date.year }
        + field("getMonth") { $0.date.month - 1 }
        + field("getDate") { $0.date.day }
        + field("getDayOfMonth") { $0.date.day - 1 }
        + field("getDayOfWeek") { $0.dayOfWeek }
        + field("getDayOfYear") { $0.date.dayOfYear }
        + field("getHours", of: { $0 / 3_600_000_000_000 }) { $0.seconds / 3_600 }
        + field("getMinutes", of: { $0 / 60_000_000_000 }) { $0.seconds / 60 % 60 }
        + field("getSeconds", of: { $0 / 1_000_000_000 }) { $0.seconds % 60 }
        + field("getMilliseconds", of: { $0 / 1_000_000 % 1_000 }) { $0.nanoseconds / 1_000_000 }

    private static let utc = TimeZoneRules(offset: 0)

    private static func field(_ name: String, _ field: @escaping @Sendable (LocalTime) -> Int) -> [Function] {
        [
            .member(name, .init(.timestamp, to: .int)) { (moment, _) throws(CELFailure) in
                .int(field(try LocalTime(moment, utc)))
            },
            zoned(name, field),
        ]
    }

    /// Also of a duration, in nanoseconds.
    private static func field(
        _ name: String,
        of duration: @escaping @Sendable (Int) -> Int,
        _ field: @escaping @Sendable (LocalTime) -> Int
    ) -> [Function] {
        [
            .member(name, .init(.timestamp, to: .int), .init(.duration, to: .int)) { (value, _) throws(CELFailure) in
                if case .duration(let value) = value { return .int(duration(value.nanoseconds)) }
                return .int(field(try LocalTime(value, utc)))
            },
            zoned(name, field),
        ]
    }

    /// The compiler, which knows the zones, puts another body in its place.
    private static func zoned(_ name: String, _ field: @escaping @Sendable (LocalTime) -> Int) -> Function {
        Function.member(name, .init(.timestamp, .string, to: .int)) { (_, zone, _) throws(CELFailure) in
            throw zone.mismatch
        }.preparing(.zone(field))
    }
}
