public import HTTP
public import JSON

/// A condition that must hold before something is used, such as an expression of the configuration.
public protocol AccessCondition: Sendable {
    /// Whether it looks at arguments, so that it says nothing about a list.
    var readsArguments: Bool { get }

    /// Whether it holds. What cannot be decided does not hold.
    func holds(for use: AccessUse) -> Bool
}

/// Who wants to use what, and how.
public struct AccessUse: Sendable {
    public let caller: Caller
    public let item: Item
    public let arguments: JSONObject
    /// `nil` where the message did not come over HTTP or WebSocket.
    public let request: RequestOrigin?

    public init(caller: Caller, item: Item, arguments: JSONObject = [:], request: RequestOrigin? = nil) {
        self.caller = caller
        self.item = item
        self.arguments = arguments
        self.request = request
    }
}
