import JSON
import TOML
import Testing

@Suite struct TOMLDocumentTests {
    @Test(.enabled(if: Vectors.arePresent, Vectors.absence), arguments: Vectors.names(under: "valid/"))
    func `a valid document means what the suite says`(name: String) throws {
        let document = TOMLDocument(Vectors.bytes(name + ".toml"))
        #expect(document.problems.isEmpty)
        let expected = try JSONValue(parsing: Vectors.bytes(name + ".json"))
        #expect(matches(.table(document.root), expected))
    }

    @Test(.enabled(if: Vectors.arePresent, Vectors.absence), arguments: Vectors.names(under: "invalid/"))
    func `an invalid document is refused, at a place and with a line`(name: String) {
        let problems = TOMLDocument(Vectors.bytes(name + ".toml")).problems
        #expect(!problems.isEmpty)
        #expect(problems.allSatisfy { !$0.message.isEmpty && $0.position.line > 0 })
    }
}

/// Whether `value` is what the suite's tagged JSON says.
private func matches(_ value: TOMLValue, _ expected: JSONValue) -> Bool {
    switch (value, expected) {
    case (.array(let nodes), .array(let elements)):
        nodes.count == elements.count && zip(nodes, elements).allSatisfy { matches($0.value, $1) }
    case (.table(let table), .object(let object)):
        table.members.count == object.members.count
            && object.members.allSatisfy { member in
                table[member.key].map { matches($0.value, member.value) } ?? false
            }
    default: matchesScalar(value, tag: expected["type"]?.string ?? "", expected["value"]?.string ?? "")
    }
}

private func matchesScalar(_ value: TOMLValue, tag: String, _ text: String) -> Bool {
    switch value {
    case .string(let string): tag == "string" && string == text
    case .integer(let integer): tag == "integer" && integer == Int(text)
    case .boolean(let flag): tag == "bool" && String(flag) == text
    case .float(let float):
        tag == "float" && (float == Double(text) || float.isNaN && text.hasSuffix("nan"))
    case .date(let date): tag == "date-local" && date.description == text
    case .time(let time): tag == "time-local" && time.description == trimmed(text)
    case .dateTime(let date, let time): tag == "datetime-local" && "\(date)T\(time)" == trimmed(text)
    case .offsetDateTime(let date, let time, let offset):
        tag == "datetime" && "\(date)T\(time)\(zone(offset))" == trimmed(text)
    case .array, .table: false
    }
}

private func zone(_ minutes: Int) -> String {
    guard minutes != 0 else { return "Z" }
    let pad = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
    return (minutes < 0 ? "-" : "+") + pad(abs(minutes) / 60) + ":" + pad(abs(minutes) % 60)
}

/// Fractions of a second without trailing zeros.
private func trimmed(_ text: String) -> String {
    guard let point = text.firstIndex(of: ".") else { return text }
    let end = text[point...].dropFirst().firstIndex { !$0.isNumber } ?? text.endIndex
    var fraction = String(text[point..<end])
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return text[..<point] + (fraction == "." ? "" : fraction) + text[end...]
}
