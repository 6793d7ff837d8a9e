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
        case .at(let index): .value(bytes[entries[index].value])
        }
    }

    public enum Agreement: Sendable { case missing, several, different, equal }

    /// Whether the only value of `name` is `text`, byte for byte.
    public func agreement(of name: HTTPFieldName, with text: String) -> Agreement {
        switch place(of: name) {
        case .missing: .missing
        case .several: .several
        case .at(let index):
            bytes.span.extracting(entries[index].value).holdsSame(as: text.utf8.span) ? .equal : .different
        }
    }
}
