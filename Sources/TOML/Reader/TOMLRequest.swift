/// What a reader asked of one key: what descriptions of keys are held against.
public struct TOMLRequest {
    /// The ends of a range, which belong to it.
    public typealias Range = (least: any TOMLMeasure, most: any TOMLMeasure)

    public let key: String
    /// `nil` for a table.
    public let type: (any TOMLReadable.Type)?
    /// `nil` when any value will do.
    public let range: Range?
}
