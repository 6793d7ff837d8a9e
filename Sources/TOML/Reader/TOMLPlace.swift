/// Where a value comes from: bytes of the document, or a variable of the environment.
struct TOMLPlace: Equatable {
    let range: Range<Int>
    var variable: String?
}

extension TOMLNode {
    var place: TOMLPlace { TOMLPlace(range: range, variable: variable) }
}

extension TOMLMembers.Member {
    /// That of the key.
    var place: TOMLPlace { TOMLPlace(range: key.range, variable: node.variable) }
}
