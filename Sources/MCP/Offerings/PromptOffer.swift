internal import JSON

/// A prompt as the server keeps it.
final class PromptOffer: Sendable {
    let name: String
    let description: String
    let prompt: any Prompt
    let argumentNames: [String]
    let listing: Listing
    let placement: Placement
    /// Reads the arguments and makes the messages.
    ///
    /// - Throws: `ArgumentMistake`, or what the prompt throws.
    let messages: @Sendable (JSONObject, RequestContext) async throws -> [PromptMessage]

    init<P: Prompt>(_ prompt: P) throws(CatalogError) {
        let table = ArgumentTable(P.Arguments.self)
        guard table.isInOrder(P.Arguments.self) else {
            throw CatalogError("the init() of the arguments of '\(prompt.name)' makes them in another order")
        }
        try table.checkRules(of: "prompt '\(prompt.name)'")
        try CatalogError.check(prompt.icons, of: prompt.name)
        name = prompt.name
        description = prompt.description
        self.prompt = prompt
        argumentNames = table.names
        placement = Placement(of: "prompt \(prompt.name)", on: .loop)
        listing = Self.listing(of: prompt, table.schema)
        let texts = table.textNames
        messages = { arguments, context in
            try await prompt.messages(table.read(Self.values(arguments, texts)), in: context)
        }
    }

    /// The same, counted where `earlier` was.
    init(_ offer: PromptOffer, after earlier: PromptOffer) {
        name = offer.name
        description = offer.description
        prompt = offer.prompt
        argumentNames = offer.argumentNames
        listing = offer.listing
        messages = offer.messages
        placement = earlier.placement
    }

    /// Clients send texts only; what should be a number or a truth is read from its text.
    private static func values(_ arguments: JSONObject, _ texts: Set<String>) -> JSONObject {
        JSONObject(
            arguments.members.map { member in
                guard case .string(let text) = member.value, !texts.contains(member.key),
                    let value = try? JSONValue(parsing: text)
                else { return member }
                return JSONObject.Member(member.key, value)
            }
        )
    }

    private static func listing(of prompt: some Prompt, _ schema: JSONObject) -> Listing {
        let required = schema["required"]?.array ?? []
        let arguments = (schema["properties"]?.object ?? [:]).members.map { member -> JSONValue in
            [
                "name": .string(member.key),
                "description": member.value["description"] ?? "",
                "required": .bool(required.contains(.string(member.key))),
            ]
        }
        return Listing([
            .member("name", .string(prompt.name)),
            .title(prompt.title),
            .member("description", .string(prompt.description)),
            .member("arguments", arguments.isEmpty ? nil : .array(arguments)),
            .icons(prompt.icons),
        ])
    }
}

extension ArgumentTable {
    /// Parameters whose values are texts.
    var textNames: Set<String> {
        Set((schema["properties"]?.object ?? [:]).members.filter { $0.value["type"] == "string" }.map(\.key))
    }
}
