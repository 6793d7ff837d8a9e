public import JSON

/// How events look on the way out: one line each, whatever they hold.
public enum LogFormat: String, Sendable, CaseIterable {
    /// One JSON object a line, for machines.
    case json
    /// `2026-11-20T17:09:05Z info  listening port=8080`, for people.
    case text

    /// The line of one event, with its line feed. Nothing invisible stands in it: that comes out escaped.
    public func line(_ level: LogLevel, _ event: String, _ fields: JSONObject, at time: CivilTime) -> [UInt8] {
        switch self {
        case .json:
            var line: JSONObject = [
                "time": .string(time.text), "level": .string(level.rawValue), "event": .string(event),
            ]
            for member in fields.members { line[member.key] = member.value }
            return VisibleText.escaped(JSONValue.object(line).bytes) + [0x0a]
        case .text:
            let name = level.rawValue.padded(to: 7)
            let words = fields.members.map { " \($0.key)=\(Self.word($0.value))" }.joined()
            return VisibleText.escaped(Array("\(time.text) \(name) \(Self.plain(event))\(words)".utf8)) + [0x0a]
        }
    }

    private static func word(_ value: JSONValue) -> String {
        guard case .string(let text) = value else { return value.text }
        return text.isEmpty || text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x22 || $0 == 0x7f }) ? value.text : text
    }

    private static func plain(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : Character($0) })
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - utf8.count))
    }
}
