internal import JSON

/// Fields that may come once only.
extension HTTPFields {
    public enum Single: Sendable, Equatable {
        case missing
        case value(ArraySlice<UInt8>)
        case several
    }

    /// The only value of `name`.
    public func single(_ name: HTTPFieldName) -> Single {
        switch place(of: name) {
        case .missing: .missing
        case .several: .several
        case .at(let range): .value(bytes[range])
        }
    }

    public enum Agreement: Sendable { case missing, several, different, equal }

    /// Whether the only value of `name` is `text`, byte for byte.
    public func agreement(of name: HTTPFieldName, with text: String) -> Agreement {
        switch place(of: name) {
        case .missing: .missing
        case .several: .several
        case .at(let range): bytes.span.extracting(range).holdsSame(as: text.utf8.span) ? .equal : .different
        }
    }

    private enum Place { case missing, several, at(Range<Int>) }

    private func place(of name: HTTPFieldName) -> Place {
        var place = Place.missing
        let entries = entries.span
        for index in entries.indices where matches(entries[index], name) {
            guard case .missing = place else { return .several }
            place = .at(entries[index].value)
        }
        return place
    }
}
