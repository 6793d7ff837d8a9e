extension TOMLScanner {
    /// The value that starts here, at `depth` levels below the document.
    mutating func value(depth: Int) throws(TOMLFlaw) -> TOMLNode {
        let start = index
        switch next {
        case UInt8.quote, UInt8.apostrophe: return TOMLNode(.string(try string()), at: start..<index)
        case UInt8(ascii: "["): return TOMLNode(.array(try array(depth: depth)), at: start..<index)
        case UInt8(ascii: "{"): return TOMLNode(.table(try inlineTable(depth: depth)), at: start..<index)
        default: return TOMLNode(try scalar(), at: start..<index)
        }
    }

    private mutating func array(depth: Int) throws(TOMLFlaw) -> [TOMLNode] {
        let start = index
        try open(depth)
        var elements: [TOMLNode] = []
        while true {
            try skipGap()
            if close(UInt8(ascii: "]")) { return elements }
            guard !isAtEnd, !isAtMember else { throw unclosed("array", "]", from: start) }
            elements.append(try value(depth: depth + 1))
            try skipGap()
            if close(UInt8(ascii: "]")) { return elements }
            guard skip(UInt8(ascii: ",")) else { throw unclosed("array", "]", from: start) }
        }
    }

    private mutating func inlineTable(depth: Int) throws(TOMLFlaw) -> TOMLMembers {
        let start = index
        try open(depth)
        let table = TOMLTree(depth: depth + 1, origin: .inline)
        while true {
            try skipGap()
            if close(UInt8(ascii: "}")) { return table.members }
            guard !isAtEnd else { throw unclosed("inline table", "}", from: start) }
            try member(of: table)
            try skipGap()
            if close(UInt8(ascii: "}")) { return table.members }
            guard skip(UInt8(ascii: ",")) else { throw unclosed("inline table", "}", from: start) }
        }
    }

    /// `key = value`
    mutating func member(of table: TOMLTree) throws(TOMLFlaw) {
        let key = try key()
        skipBlanks()
        guard skip(UInt8(ascii: "=")) else { throw unexpected("expected '=' after the key") }
        skipBlanks()
        let node = try value(depth: table.depth + key.count - 1)
        try table.insert(node, at: key, in: self)
    }

    private mutating func open(_ depth: Int) throws(TOMLFlaw) {
        guard depth < depthLimit else { throw tooDeep(at: index) }
        openBrackets += 1
        index += 1
    }

    private mutating func close(_ bracket: UInt8) -> Bool {
        guard skip(bracket) else { return false }
        openBrackets -= 1
        return true
    }

    /// Whether a bare key and `=` come next: where an element should, the array above was meant to end.
    private var isAtMember: Bool {
        guard next?.isLetter == true else { return false }
        var probe = self
        while let byte = probe.next, byte.isBare || byte == UInt8(ascii: ".") { probe.index += 1 }
        probe.skipBlanks()
        return probe.next == UInt8(ascii: "=")
    }

    /// The flaw of what comes next in a `construct` that started at `start`: at its bracket when that stays open.
    private func unclosed(_ construct: String, _ bracket: String, from start: Int) -> TOMLFlaw {
        guard isAtEnd || isAtMember else { return unexpected("expected ',' or '\(bracket)' in the \(construct)") }
        return TOMLFlaw(start..<(start + 1), "the \(construct) is not closed", suggestion: "expected '\(bracket)'")
    }
}
