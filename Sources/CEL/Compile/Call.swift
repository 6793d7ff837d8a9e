/// A call as it was written.
struct Call {
    let name: String
    let base: Expression?
    let arguments: [Expression]
    let isRooted: Bool
    let offset: Int

    init(_ name: String, on base: Expression?, _ arguments: [Expression], _ isRooted: Bool, _ offset: Int) {
        self.name = name
        self.base = base
        self.arguments = arguments
        self.isRooted = isRooted
        self.offset = offset
    }

    /// `math.abs`, for a base that is a name; or `size`.
    var qualifiedName: String? {
        guard let base else { return name }
        return base.qualifiedName.map { $0 + "." + name }
    }
}
