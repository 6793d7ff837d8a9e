/// How metrics look on the way out.
public enum MetricsFormat: Sendable, CaseIterable {
    /// The text format of Prometheus, 0.0.4.
    case prometheus
    /// OpenMetrics 1.0.0.
    case openMetrics

    /// What a client with this `Accept` wants.
    public init(accepting accept: String?) {
        let ranges = (accept ?? "").lowercased().split(separator: ",").map { $0.filter { $0 != " " } }
        let isWanted = ranges.contains { range in
            let parts = range.split(separator: ";")
            return parts.first == "application/openmetrics-text" && !parts.dropFirst().contains("q=0")
        }
        self = isWanted ? .openMetrics : .prometheus
    }

    public var contentType: String {
        switch self {
        case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
        case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        }
    }

    public func text(of metrics: [Metric]) -> String {
        var text = ""
        for metric in metrics where !metric.samples.isEmpty { write(metric, to: &text) }
        if self == .openMetrics { text += "# EOF\n" }
        return text
    }

    private func write(_ metric: Metric, to text: inout String) {
        let total = metric.kind == .counter ? metric.name + "_total" : metric.name
        let name = self == .openMetrics ? metric.name : total
        text += "# HELP \(name) \(escaped(metric.help, quotes: self == .openMetrics))\n"
        text += "# TYPE \(name) \(metric.kind.rawValue)\n"
        for sample in metric.samples {
            switch sample.value {
            case .integer(let value): text += "\(total)\(labels(sample.labels)) \(value)\n"
            case .number(let value): text += "\(total)\(labels(sample.labels)) \(value)\n"
            case .durations(let durations): write(durations, sample.labels, of: metric.name, to: &text)
            }
        }
    }

    private func write(
        _ durations: DurationDistribution,
        _ own: [Metric.Label],
        of name: String,
        to text: inout String
    ) {
        var count = 0
        for (bound, here) in zip(DurationDistribution.bounds + ["+Inf"], durations.counts) {
            count += here
            text += "\(name)_bucket\(labels(own + [Metric.Label(name: "le", value: bound)])) \(count)\n"
        }
        text += "\(name)_sum\(labels(own)) \(Double(durations.nanoseconds) / 1e9)\n"
        text += "\(name)_count\(labels(own)) \(count)\n"
    }

    private func labels(_ labels: [Metric.Label]) -> String {
        guard !labels.isEmpty else { return "" }
        let pairs = labels.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }
        return "{\(pairs.joined(separator: ","))}"
    }

    private func escaped(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
