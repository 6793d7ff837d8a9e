/// Where a part of a value is in it.
public struct InstancePath: Sendable, Hashable {
    public enum Step: Sendable, Hashable {
        case member(String)
        case element(Int)
    }
    public var steps: [Step]

    public init(_ steps: [Step] = []) { self.steps = steps }

    /// `/items/3/name` (RFC 6901).
    public var pointer: String {
        steps.map { step in
            switch step {
            case .member(let key): "/" + JSONPointer.escaped(key)
            case .element(let index): "/\(index)"
            }
        }.joined()
    }

    /// `arguments.items[3].name`, when `arguments` is what the whole value is called. Long keys are cut.
    public func text(of root: String) -> String {
        steps.reduce(into: root) { text, step in
            switch step {
            case .member(let key): text += key.isIdentifier ? "." + key : "[\(key.quoted)]"
            case .element(let index): text += "[\(index)]"
            }
        }
    }
}

extension String {
    fileprivate var isIdentifier: Bool {
        guard let first = utf8.first, utf8.count <= 64, !(0x30...0x39).contains(first) else { return false }
        return utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x24
        }
    }
}
