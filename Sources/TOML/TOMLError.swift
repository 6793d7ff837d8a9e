/// What is wrong with the file, and where.
public struct TOMLError: Error, Sendable, Equatable {
    public let line: Int
    public let message: String
}
