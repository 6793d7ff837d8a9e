private import CRE2

/// A regular expression that is matched in time proportional to the length of the text, whatever the two are (RE2).
///
/// There are no backreferences and no assertions about what stands before or behind.
@safe public final class Pattern: @unchecked Sendable {
    /// How an expression is written.
    public enum Flavour: Sendable {
        /// As ECMA-262 has it, with the flag `u`: what JSON Schema asks for.
        case ecma
        /// As RE2 has it.
        case re2
    }

    /// Constant, and RE2 locks what it changes in it.
    private let handle: OpaquePointer
    /// Instructions of the program. A match looks at each of them for each byte at worst, at one of them as a rule.
    public let size: Int

    public init(
        _ text: String,
        _ flavour: Flavour = .re2,
        limits: PatternLimits = PatternLimits()
    ) throws(PatternError) {
        guard text.utf8.count <= limits.length else {
            throw PatternError("it is longer than \(limits.length) bytes")
        }
        let expression =
            switch flavour {
            case .ecma: try ECMATranslation.ofExpression(text)
            case .re2: text
            }
        unsafe handle = try Self.compile(expression, limits.memory)
        size = Int(unsafe cre2_size(handle))
    }

    deinit { unsafe cre2_free(handle) }

    /// Whether `text` is an expression of ECMA-262 that can be matched in linear time, were it not for its size. Takes
    /// time with the length of `text` alone.
    public static func isExpression(_ text: String) -> Bool {
        do throws(PatternError) {
            _ = try ECMATranslation.ofExpression(text)
            return true
        } catch {
            return false
        }
    }

    /// Whether the expression matches a part of `text`.
    public func matches(_ text: String) -> Bool { matches(text, whole: false) }

    /// Whether the expression matches `text` from its start to its end.
    public func matchesWhole(_ text: String) -> Bool { matches(text, whole: true) }

    private func matches(_ text: String, whole: Bool) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                unsafe cre2_matches(handle, characters.baseAddress, characters.count, whole)
            }
        }
    }

    private static func compile(_ text: String, _ memory: Int) throws(PatternError) -> OpaquePointer {
        var text = text
        var reason = [CChar](repeating: 0, count: 128)
        let handle = text.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                unsafe cre2_compile(characters.baseAddress, characters.count, Int64(memory), &reason, reason.count)
            }
        }
        guard let handle = unsafe handle else {
            throw PatternError(String(decoding: reason.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
        }
        return unsafe handle
    }
}
