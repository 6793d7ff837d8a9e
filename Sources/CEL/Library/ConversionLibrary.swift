extension Library {
    static let conversions: [Function] = [
        .global("dyn", .init(.dyn, to: .dyn)) { (value, _) throws(CELFailure) in value },
        .global("type", .init(.dyn, to: .type)) { (value, _) throws(CELFailure) in .type(value.type) },
        .global("bool", .init(.bool, to: .bool), .init(.string, to: .bool)) { (value, meter) throws(CELFailure) in
            guard case .string(let text) = value else { return .bool(try value.asBool()) }
            try meter.charge(5)
            switch text {
            case "1", "t", "T", "true", "TRUE", "True": return .bool(true)
            case "0", "f", "F", "false", "FALSE", "False": return .bool(false)
            default: throw .unreadable(text, "bool")
            }
        }.preparing(.literal),
        .global(
            "int",
            .init(.int, to: .int),
            .init(.uint, to: .int),
            .init(.double, to: .int),
            .init(.string, to: .int),
            .init(.timestamp, to: .int)
        ) { (value, meter) throws(CELFailure) in
            try meter.charge(reading: value)
            return .int(try int(value))
        }.preparing(.literal),
        .global(
            "uint",
            .init(.uint, to: .uint),
            .init(.int, to: .uint),
            .init(.double, to: .uint),
            .init(.string, to: .uint)
        ) { (value, meter) throws(CELFailure) in
            try meter.charge(reading: value)
            return .uint(try uint(value))
        }.preparing(.literal),
        .global(
            "double",
            .init(.double, to: .double),
            .init(.int, to: .double),
            .init(.uint, to: .double),
            .init(.string, to: .double)
        ) { (value, meter) throws(CELFailure) in
            try meter.charge(reading: value)
            return .double(try double(value))
        }.preparing(.literal),
        .global(
            "string",
            .init(.string, to: .string),
            .init(.bool, to: .string),
            .init(.int, to: .string),
            .init(.uint, to: .string),
            .init(.double, to: .string),
            .init(.bytes, to: .string),
            .init(.timestamp, to: .string),
            .init(.duration, to: .string),
            .init(.ip, to: .string),
            .init(.cidr, to: .string)
        ) { (value, meter) throws(CELFailure) in .string(try string(value, &meter)) },
        .global("bytes", .init(.bytes, to: .bytes), .init(.string, to: .bytes)) { (value, meter) throws(CELFailure) in
            guard case .string(let text) = value else { return .bytes(try value.asBytes()) }
            try meter.charge(bytes: text.utf8.count)
            return .bytes(Array(text.utf8))
        },
        .global(
            "timestamp",
            .init(.timestamp, to: .timestamp),
            .init(.string, to: .timestamp),
            .init(.int, to: .timestamp)
        ) { (value, meter) throws(CELFailure) in
            try meter.charge(4)
            try meter.charge(reading: value)
            return .timestamp(try timestamp(value))
        }.preparing(.literal),
        .global(
            "duration",
            .init(.duration, to: .duration),
            .init(.string, to: .duration)
        ) { (value, meter) throws(CELFailure) in
            try meter.charge(30)
            if case .string(let text) = value { try meter.charge(text.utf8.count >> 2) }
            return .duration(try duration(value))
        }.preparing(.literal),
    ]

    private static func int(_ value: CELValue) throws(CELFailure) -> Int {
        switch value {
        case .int(let value): return value
        case .uint(let value):
            guard let int = Int(exactly: value) else { throw .outOfRange("int") }
            return int
        case .double(let value):
            // Neither the least nor what rounds to the greatest is surely the number that was meant.
            guard value > -0x1p63, value < 0x1p63 else { throw .outOfRange("int") }
            return Int(value)
        case .string(let text):
            guard let int = Int(text) else { throw .unreadable(text, "int") }
            return int
        case .timestamp(let timestamp): return timestamp.seconds
        default: throw value.mismatch
        }
    }

    private static func uint(_ value: CELValue) throws(CELFailure) -> UInt64 {
        switch value {
        case .uint(let value): return value
        case .int(let value):
            guard let uint = UInt64(exactly: value) else { throw .outOfRange("uint") }
            return uint
        case .double(let value):
            guard value >= 0, value < 0x1p64 else { throw .outOfRange("uint") }
            return UInt64(value)
        case .string(let text):
            guard let uint = UInt64(text) else { throw .unreadable(text, "uint") }
            return uint
        default: throw value.mismatch
        }
    }

    private static func double(_ value: CELValue) throws(CELFailure) -> Double {
        switch value {
        case .double(let value): return value
        case .int(let value): return Double(value)
        case .uint(let value): return Double(value)
        case .string(let text):
            switch text {
            case "NaN": return .nan
            case "Infinity", "+Infinity", "Inf", "+Inf": return .infinity
            case "-Infinity", "-Inf": return -.infinity
            default:
                guard text.utf8.count <= 1_000, let double = Double(text) else { throw .unreadable(text, "double") }
                return double
            }
        default: throw value.mismatch
        }
    }

    private static func string(_ value: CELValue, _ meter: inout Meter) throws(CELFailure) -> String {
        switch value {
        case .string(let text): return text
        case .bytes(let bytes):
            try meter.charge(bytes: bytes.count)
            guard let text = String(validating: bytes, as: UTF8.self) else { throw .invalidArgument("invalid UTF-8") }
            return text
        case .null, .list, .map, .type, .optional: throw value.mismatch
        default:
            var text = ""
            try value.write(to: &text, &meter)
            return text
        }
    }

    private static func timestamp(_ value: CELValue) throws(CELFailure) -> CELValue.Timestamp {
        switch value {
        case .timestamp(let timestamp): return timestamp
        case .int(let seconds):
            guard let timestamp = CELValue.Timestamp(seconds: seconds) else { throw .outOfRange("timestamp") }
            return timestamp
        case .string(let text):
            guard let timestamp = CELValue.Timestamp(text) else {
                // A year with five digits, or the year 0, is well written and yet none.
                if text.first?.isNumber == true, text.utf8.contains(UInt8(ascii: "T")) {
                    throw .outOfRange("timestamp")
                }
                throw .unreadable(text, "timestamp")
            }
            return timestamp
        default: throw value.mismatch
        }
    }

    private static func duration(_ value: CELValue) throws(CELFailure) -> CELValue.Duration {
        switch value {
        case .duration(let duration): return duration
        case .string(let text):
            do throws(CELValue.Duration.Unreadable) {
                return try CELValue.Duration(text)
            } catch {
                throw error == .tooLong ? .outOfRange("duration") : .unreadable(text, "duration")
            }
        default: throw value.mismatch
        }
    }
}

extension CELFailure {
    static func unreadable(_ text: String, _ type: String) -> CELFailure {
        .invalidArgument("'\(text.prefix(60))' is no \(type)")
    }
}
