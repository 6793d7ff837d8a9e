import Auth
import HTTP
import TOML
import Telemetry

@testable import App

extension ValueType {
    /// Whether values of a Swift type are described by this one.
    func isWhat(_ type: any TOMLReadable.Type) -> Bool {
        switch self {
        case .boolean: type == Bool.self
        case .integer: type == Int.self
        case .number: type == Double.self
        case .size: type == ByteSize.self
        case .duration: type == Duration.self
        case .secret: type == Secret.self || type == LongSecret.self
        case .url: type == HTTPURL.self || type == PublicURL.self || type == WebPageOrigin.self
        case .words(let words): Self.words(of: type) == words
        case .list(let element): Self.element(of: type).map(element.isWhat) ?? false
        case .either: type == Audiences.self || type == ExposedClaims.self || type == PageURL.self
        case .string, .matching: Self.isText(type)
        case .names: false
        }
    }

    /// Strings are what none of the others is.
    private static func isText(_ type: any TOMLReadable.Type) -> Bool {
        let others: [ValueType] = [
            .boolean, .integer(0, 0), .number(0, 0), .size("", ""), .duration("", ""), .secret, .url,
        ]
        let isTable = type is any TOMLSection.Type
        return !isTable && words(of: type) == nil && element(of: type) == nil && !others.contains { $0.isWhat(type) }
            && !ValueType.either(.string, .string).isWhat(type)
    }

    private static func words(of type: any TOMLReadable.Type) -> [String]? {
        (type as? any CaseIterable.Type).map { cases in all(cases).compactMap { $0 as? String } }
    }

    private static func all<Cases: CaseIterable>(_ type: Cases.Type) -> [Any] {
        Cases.allCases.map { ($0 as? any RawRepresentable)?.rawValue ?? $0 }
    }

    private static func element(of type: any TOMLReadable.Type) -> (any TOMLReadable.Type)? {
        (type as? any ReadableArray.Type)?.element
    }
}

private protocol ReadableArray { static var element: any TOMLReadable.Type { get } }
extension Array: ReadableArray where Element: TOMLReadable {
    fileprivate static var element: any TOMLReadable.Type { Element.self }
}
