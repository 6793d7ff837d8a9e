/// One metric with all its samples, ready to be shown.
public struct Metric: Sendable, Equatable {
    public enum Kind: String, Sendable { case counter, gauge, histogram }

    public enum Value: Sendable, Equatable {
        case integer(Int)
        case number(Double)
        case durations(DurationDistribution)
    }

    public struct Label: Sendable, Equatable {
        public let name: String
        public let value: String
    }

    public struct Sample: Sendable, Equatable {
        public let labels: [Label]
        public let value: Value

        /// Labels with their values, as in `["status": "200"]`.
        public init(_ value: Value, _ labels: KeyValuePairs<String, String> = [:]) {
            self.labels = labels.map { Label(name: $0.key, value: $0.value) }
            self.value = value
        }
    }

    /// As OpenMetrics has it: a counter without `_total`.
    public let name: String
    public let kind: Kind
    public let help: String
    public var samples: [Sample]

    public init(_ kind: Kind, _ name: String, _ help: String, _ samples: [Sample]) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }

    public static func counter(_ name: String, _ help: String, _ value: Int) -> Self {
        Self(.counter, name, help, [Sample(.integer(value))])
    }

    public static func gauge(_ name: String, _ help: String, _ value: Int) -> Self {
        Self(.gauge, name, help, [Sample(.integer(value))])
    }

    public static func gauge(_ name: String, _ help: String, _ value: Double) -> Self {
        Self(.gauge, name, help, [Sample(.number(value))])
    }
}
