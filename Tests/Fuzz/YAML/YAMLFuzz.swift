internal import TOML

/// Parses any bytes as YAML, composes the tree, and renders all problems.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    let parser = YAMLParser(bytes)
    let document = TOMLDocument(yaml: bytes) { () throws(YAMLFlaw) in
        let event = try parser.next()
        precondition(event.range.upperBound <= bytes.count, "a place outside the document")
        return event
    }
    let root = TOMLTable(document, environment: TOMLEnvironment(["A": "1"]))
    for (path, value) in document.values {
        precondition(!value.text.isEmpty || path.isEmpty)
        let key = String(path.split(separator: ".").first ?? "")
        let _: Int? = root[key, in: 0...10]
        let _: [String]? = root[key]
    }
    for problem in root.problems { check(problem) }
    return 0
}

private func check(_ problem: TOMLProblem) {
    precondition(problem.position.line >= 1 && problem.position.column >= 1 && problem.position.length >= 1)
    let text = problem.rendered(file: "f")
    precondition(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" }, "a control character is shown")
}
