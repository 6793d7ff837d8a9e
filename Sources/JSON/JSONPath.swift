/// Where a value is in its document.
indirect enum JSONPath: Sendable {
    case root
    case member(of: JSONPath, String)
    case element(of: JSONPath, Int)

    /// `address.street`, `items[3]`.
    var text: String { Self.text(of: steps) }

    static func text(of steps: [any CodingKey]) -> String {
        steps.reduce(into: "") { text, step in
            if let index = step.intValue {
                text += "[\(index)]"
            } else {
                text += text.isEmpty ? step.stringValue : "." + step.stringValue
            }
        }
    }

    var codingPath: [any CodingKey] { steps }

    private var steps: [JSONKey] {
        var steps: [JSONKey] = []
        var rest = self
        while true {
            switch rest {
            case .root: return steps.reversed()
            case .member(let parent, let key):
                steps.append(JSONKey(stringValue: key))
                rest = parent
            case .element(let parent, let index):
                steps.append(JSONKey(intValue: index))
                rest = parent
            }
        }
    }
}

/// A key of an object, or a place in an array.
struct JSONKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }
    init(intValue: Int) {
        stringValue = intValue.description
        self.intValue = intValue
    }

    /// The key under which a class keeps what its superclass coded.
    static let superclass = Self(stringValue: "super")
}
