extension CELValue {
    /// A moment from year 1 to year 9999, to the nanosecond.
    public struct Timestamp: Sendable, Hashable, Comparable {
        /// Since 1970 began, or before.
        public let seconds: Int
        /// 0 to 999,999,999, after the second.
        public let nanoseconds: Int

        /// `nil` beyond the years that there are.
        public init?(seconds: Int, nanoseconds: Int = 0) {
            guard (-62_135_596_800...253_402_300_799).contains(seconds), (0..<1_000_000_000).contains(nanoseconds)
            else {
                return nil
            }
            self.seconds = seconds
            self.nanoseconds = nanoseconds
        }

        public static func < (lhs: Self, rhs: Self) -> Bool {
            (lhs.seconds, lhs.nanoseconds) < (rhs.seconds, rhs.nanoseconds)
        }

        func adding(nanoseconds more: Int) -> Timestamp? {
            let sum = nanoseconds + more % 1_000_000_000
            let carry = CivilDate.floor(sum, 1_000_000_000)
            return Timestamp(
                seconds: seconds + more / 1_000_000_000 + carry,
                nanoseconds: sum - carry * 1_000_000_000
            )
        }

        /// `nil` beyond 292 years.
        func nanoseconds(since other: Timestamp) -> Int? {
            let (whole, isTooLong) = (seconds - other.seconds).multipliedReportingOverflow(by: 1_000_000_000)
            let (sum, isTooLarge) = whole.addingReportingOverflow(nanoseconds - other.nanoseconds)
            return isTooLong || isTooLarge ? nil : sum
        }
    }
}
