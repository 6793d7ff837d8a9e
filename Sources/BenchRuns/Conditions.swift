import CEL
import JSON
import Platform

/// How long one evaluation takes that costs as much as it may.
public enum Conditions {
    /// Prints the slowest of the shapes, the slowest first.
    public static func run(showing count: Int = 10) {
        var times: [(time: Duration, source: String)] = []
        for (source, variables) in shapes {
            do throws(CELError) {
                let values = variables.mapValues { CELValue($0) }
                let program = try Program(source, variables: values.mapValues { _ in CELType.dyn })
                times.append(((0..<5).map { _ in time(of: program, values) }.min() ?? .zero, source))
            } catch {
                SystemProcess.complain("\(error)")
            }
        }
        for (time, source) in times.sorted(by: { $0.time > $1.time }).prefix(count) {
            SystemProcess.print("\(time)  \(source)")
        }
    }

    private static func time(of program: Program, _ variables: [String: CELValue]) -> Duration {
        ContinuousClock().measure { _ = try? program.evaluate(variables) }
    }

    private static let body = 4 << 20
    private static let many = "lists.range(30000)"

    private static var shapes: [(String, [String: JSONValue])] { loops + texts + patterns + structures + readers }

    private static var loops: [(String, [String: JSONValue])] {
        [
            "lists.range(300).all(a, lists.range(300).all(b, a * b >= 0))", "\(many).map(a, string(a))",
            "\(many).transformMap(i, a, [a])", "\(many).map(a, {a: a, 'x': a, 'y': a})", "\(many).map(a, [a, a])",
            "\(many).exists(i, 1 / (i - i) > 0)", "\(many).all(i, '%d'.format([i]) != '')",
            "\(many).all(i, '%.1000f'.format([1.7e308]) != '')", "\(many).all(i, string(1.2345678901234e-300) != '')",
            "\(many).all(i, cidr('10.0.0.0/8').containsIP('10.1.2.3'))",
            "\(many).all(i, cel.bind(x, i + 1, x * x > 0))",
            "\(many).all(i, timestamp('2020-01-01T00:00:00.123456789+01:00') > timestamp(i))",
            "\(many).all(i, isIP('1234:1234:1234:1234:1234:1234:1.2.3.' + string(i % 255)))",
            "\(many).all(i, duration(string(i) + 'h1m1s1ms1us1ns1h1m1s') > duration('1s'))",
        ].map { ($0, [:]) }
    }

    /// Of a text with few letters, of the lengths at which each is still affordable, and of what a body may hold.
    private static var texts: [(String, [String: JSONValue])] {
        let sources = [
            "(t + t).size() > 0", "t.size() > 0", "t.replace('a', 'bb') == ''", "t.replace('aaaaaab', 'c') == ''",
            "t.contains('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')", "t.split('a') == []",
            "t.split('') == []", "t.trim() == ''", "t.reverse() == ''", "t.lowerAscii() == ''", "t.charAt(5000) == ''",
            "t.substring(1, 5000) == ''", "strings.quote(t) == ''", "t.format([]) == ''", "'%x'.format([t]) == ''",
            "base64.encode(bytes(t)) == ''", "base64.decode(t) == b''", "bytes(t) == bytes(t)", "t == t + 'x'",
        ]
        return sources.flatMap { source in
            [20_000, 80_000, 190_000, 390_000, 790_000, 1_500_000, body].flatMap { length in
                ["a", " ", "é", "%%"].map { part in (source, ["t": .string(text(part, length))]) }
            }
        }
    }

    private static var patterns: [(String, [String: JSONValue])] {
        let literal = [
            "(a|b)*a(a|b){2}c", "(a|b)*a(a|b){20}c", "(a|b)*a(a|b){60}c", "(?:a?){60}a{55}c", "(a?){400}a{400}c",
            "(x+x+)+y([a-z]{1,30}[0-9]){20}z", "^[a-z0-9._%+-]+@[a-z0-9.-]+[.][a-z]{2,}$",
        ].flatMap { pattern in
            [5_000, 40_000, 150_000, 1_500_000].map { length -> (String, [String: JSONValue]) in
                ("t.matches('\(pattern)')", ["t": .string(mixed(length))])
            }
        }
        let made = [
            "((a{10}){10}){10}", "(((\\pL{10}){10}){10})", "(?i)(((k|s){10}){10}){10}", "(\\pL|\\pN|\\pS){10}",
            "(.{0,30}){0,30}", "[^\\x{100}-\\x{10000}]{900}", "(\\w+\\d?[^a]){300}", text("(\\pL|[^\\pN])+", 480),
        ].map { pattern -> (String, [String: JSONValue]) in
            ("\(many).all(i, !('a'.matches(p + string(i))))", ["p": .string(pattern)])
        }
        return literal + made
    }

    private static var structures: [(String, [String: JSONValue])] {
        let sources = [
            "l.all(a, l.all(b, a + b > 0))", "l.sort() == []", "l.sortBy(x, -x) == []", "l.distinct() == []",
            "[l, l].flatten() == []", "l.reverse() == []", "(l + l) == l", "sets.contains(l, l)", "l == l + [1]",
            "l.all(i, !(-1 in l))", "'%s'.format([l]) == ''", "l.map(i, string(i)).join(',') == ''", "m == m",
            "'%s'.format([m]) == ''", "\(many).all(i, !('none' in m))", "m.all(k, m[k] >= 0)",
        ]
        return sources.flatMap { source in
            [100, 500, 2_000, 9_000, 45_000, 99_000, 1_000_000].map { count in
                (source, ["l": numbers(count), "m": table(min(count, 20_000), key: count == 500 ? 3_000 : 1)])
            }
        }
    }

    /// What reads a text that is as long as a body may be.
    private static var readers: [(String, [String: JSONValue])] {
        [
            "int(t) == 0", "uint(t) == 0u", "double(t) == 0.0", "bool(t)", "timestamp(t) > timestamp(0)",
            "t in {'a': 1}",
            "duration(t) > duration('1s')", "isIP(t)", "isCIDR(t)", "ip(t).isLoopback()", "{t: 1} == {}", "n == 1.0",
        ].flatMap { source in
            [500, 8_000, body].map { length -> (String, [String: JSONValue]) in
                let digits = text("0", length)
                return ("\(many).exists(i, \(source))", ["t": .string(digits), "n": .digits("0." + digits + "1")])
            }
        }
    }

    private static func text(_ part: String, _ length: Int) -> String {
        String(repeating: part, count: max(1, length / part.utf8.count))
    }

    /// Letters in no order that a pattern could remember.
    private static func mixed(_ length: Int) -> String {
        var state: UInt64 = 42
        let letters = (0..<length).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 63 == 0 ? UInt8(ascii: "a") : UInt8(ascii: "b")
        }
        return String(decoding: letters, as: UTF8.self)
    }

    private static func numbers(_ count: Int) -> JSONValue { .array((0..<count).map { .int($0 * 7_919 % 1_000_003) }) }

    private static func table(_ count: Int, key: Int) -> JSONValue {
        .object(JSONObject((0..<count).map { JSONObject.Member(text("k", key) + "\($0)", .int($0)) }))
    }
}
