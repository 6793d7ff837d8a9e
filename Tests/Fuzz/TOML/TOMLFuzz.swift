#if canImport(TOML)
    public import TOML
#endif

/// Parses any bytes, reads what came out with every kind of reader, and renders all problems.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    let document = TOMLDocument(bytes)
    let environment = TOMLEnvironment(["A": "1", "B": "${A}", "C_FILE": "c"]) { _ in .success(bytes) }
    let root = TOMLTable(document, environment: environment)
    read(root, document.root)
    for problem in root.problems { check(problem, in: bytes) }
    check(document, againstCRLF: bytes)
    return 0
}

/// Asks for every key but the last as all types in turn.
private func read(_ table: TOMLTable, _ members: TOMLMembers) {
    for member in members.members.dropLast() {
        let key = member.key.name
        let _: String? = table[key]
        let _: Int? = table[key, in: 0...10]
        let _: Double? = table[key]
        let _: Bool? = table[key]
        let _: Duration? = table[key]
        let _: Int? = table[bytes: key, in: 0...1 << 20]
        let _: [String]? = table[required: key, environment: "C"]
        if case .table(let inner) = member.node.value { read(table.table(key), inner) }
    }
}

private func check(_ problem: TOMLProblem, in bytes: [UInt8]) {
    precondition(problem.position.line >= 1 && problem.position.column >= 1 && problem.position.length >= 1)
    let text = problem.rendered(file: "f")
    precondition(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" }, "a control character is shown")
}

/// A document means the same whichever way its lines end.
private func check(_ document: TOMLDocument, againstCRLF bytes: [UInt8]) {
    guard document.problems.isEmpty, !bytes.contains(0x0D) else { return }
    let other = TOMLDocument(bytes.flatMap { $0 == 0x0A ? [0x0D, $0] : [$0] })
    precondition(other.problems.isEmpty && shape(.table(other.root)) == shape(.table(document.root)))
}

/// A value without its places.
private func shape(_ value: TOMLValue) -> String {
    switch value {
    case .array(let nodes): "[" + nodes.map { shape($0.value) }.joined(separator: ",") + "]"
    case .table(let table):
        "{" + table.members.map { "\($0.key.name)=\(shape($0.node.value))" }.joined(separator: ",") + "}"
    default: "\(value)"
    }
}
