internal import JSON
internal import Pattern

/// A compiled schema.
final class SchemaProgram: Sendable {
    /// Subschemas name each other by their place in here.
    let nodes: [SchemaNode]
    let root: Int
    /// For each resource, which subschema has which `$dynamicAnchor`; `nil` when no reference asks for that.
    let dynamicAnchors: [[String: Int]]?
    let stepLimit: Int
    let depthLimit: Int
    let violationLimit: Int

    init(nodes: [SchemaNode], root: Int, dynamicAnchors: [[String: Int]]?, settings: SchemaSettings) {
        self.nodes = nodes
        self.root = root
        self.dynamicAnchors = dynamicAnchors
        stepLimit = settings.stepLimit
        depthLimit = settings.depthLimit
        violationLimit = settings.violationLimit
    }
}

/// A compiled subschema.
struct SchemaNode: Sendable {
    var types = JSONTypes.all
    /// The schema `false`.
    var isNever = false
    /// Whether it has to know what its parts have evaluated.
    var collects = false
    /// In the order in which they are checked; those that need to know what others evaluated come last.
    var keywords: [Keyword] = []
    let resource: Int
    /// As violations name it.
    let place: String

    init(resource: Int, place: String) {
        self.resource = resource
        self.place = place
    }

    /// The subschemas that are applied to the very value this one is. A `$dynamicRef` is left out: where it leads is
    /// known only when it is followed, and depth is bounded then.
    var inPlace: [Int] { keywords.flatMap(\.inPlace) }
}

/// A keyword, or several that are checked together.
enum Keyword: Sendable {
    case reference(Int)
    case dynamicReference(anchor: String, Int)
    case constant(Choices)
    case choice(Choices)
    case minimum(Number)
    case maximum(Number)
    case exclusiveMinimum(Number)
    case exclusiveMaximum(Number)
    case multiple(Number, Decimal.Divisor)
    case minLength(Int)
    case maxLength(Int)
    case pattern(Pattern, String)
    case format(Format)
    case minItems(Int)
    case maxItems(Int)
    case uniqueItems
    case minProperties(Int)
    case maxProperties(Int)
    case required([String])
    case dependentRequired([(key: String, names: [String])])
    case members(MemberRules)
    case items(ItemRules)
    case contains(Int, least: Int, most: Int?)
    case propertyNames(Int)
    case dependentSchemas([(key: String, node: Int)])
    case allOf([Int])
    case anyOf([Int])
    case oneOf([Int])
    case not(Int)
    case condition(Int, then: Int?, otherwise: Int?)
    case unevaluatedItems(Int)
    case unevaluatedProperties(Int)

    fileprivate var inPlace: [Int] {
        switch self {
        case .reference(let child), .not(let child): [child]
        case .allOf(let children), .anyOf(let children), .oneOf(let children): children
        case .condition(let condition, let then, let otherwise): [condition, then, otherwise].compactMap(\.self)
        case .dependentSchemas(let table): table.map(\.node)
        default: []
        }
    }
}
