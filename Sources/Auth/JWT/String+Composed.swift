extension String {
    /// Whether this is in normal form C (UAX #15) beyond doubt: of two such texts `==`, for which all spellings of a
    /// character are one, compares the bytes. Some that are in it are taken for doubtful.
    var isSurelyComposed: Bool {
        if utf8.allSatisfy({ $0 < 0x80 }) { return true }
        return unicodeScalars.allSatisfy { !$0.mayJoin && !$0.properties.isFullCompositionExclusion }
    }
}

extension Unicode.Scalar {
    /// Whether it can become one with what stands before it, or change places with it: marks, the later parts of Hangul
    /// syllables, and, to be sure, everything beyond the first plane.
    fileprivate var mayJoin: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .unassigned: true
        default: 0x1160...0x11FF ~= value || value > 0xFFFF
        }
    }
}
