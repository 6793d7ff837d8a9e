extension Library {
    static let strings: [Function] =
        searching + [
            .member("charAt", .init(.string, .int, to: .string)) { (text, place, meter) throws(CELFailure) in
                let (text, place) = (try text.asString(), try place.asInt())
                guard let index = try text.index(ofScalar: place, &meter) else { throw .index(place) }
                return .string(index < text.endIndex ? String(text.unicodeScalars[index]) : "")
            },
            .member("substring", .init(.string, .int, to: .string)) { (text, start, meter) throws(CELFailure) in
                .string(try text.asString().part(from: try start.asInt(), to: nil, &meter))
            },
            .member("substring", .init(.string, .int, .int, to: .string)) { (arguments, meter) throws(CELFailure) in
                let (start, end) = (try arguments[1].asInt(), try arguments[2].asInt())
                return .string(try arguments[0].asString().part(from: start, to: end, &meter))
            },
            .member("lowerAscii", .init(.string, to: .string)) { (text, meter) throws(CELFailure) in
                .string(try text.asString().mapped(&meter) { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
            },
            .member("upperAscii", .init(.string, to: .string)) { (text, meter) throws(CELFailure) in
                .string(try text.asString().mapped(&meter) { (0x61...0x7A).contains($0) ? $0 & ~0x20 : $0 })
            },
            .member("trim", .init(.string, to: .string)) { (text, meter) throws(CELFailure) in
                let text = try text.asString()
                try meter.charge(text.utf8.count >> 1)
                let scalars = text.unicodeScalars
                let start = scalars.drop { $0.properties.isWhitespace }
                let end = start.lastIndex { !$0.properties.isWhitespace }.map(scalars.index(after:))
                return .string(end.map { String(start[..<$0]) } ?? "")
            },
            .member("reverse", .init(.string, to: .string), .init(.anyList, to: .argument(0))) {
                (value, meter) throws(CELFailure) in
                if case .list(let list) = value {
                    try meter.charge(list.count)
                    return .list(.values(list.values.reversed()))
                }
                let text = try value.asString()
                try meter.charge(text.utf8.count)
                return .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
            },
            .member("join", .init(.list(.string), to: .string)) { (list, meter) throws(CELFailure) in
                .string(try list.asList().joined(by: "", &meter))
            },
            .member("join", .init(.list(.string), .string, to: .string)) {
                (list, separator, meter) throws(CELFailure) in
                .string(try list.asList().joined(by: try separator.asString(), &meter))
            },
            .global("strings.quote", .init(.string, to: .string)) { (text, meter) throws(CELFailure) in
                let text = try text.asString()
                try meter.charge(bytes: 2 * text.utf8.count)
                return .string(text.quoted)
            },
            .member("format", .init(.string, .anyList, to: .string)) { (text, arguments, meter) throws(CELFailure) in
                try Formatter.format(try text.asString(), try arguments.asList(), &meter)
            },
        ]

    private static let searching: [Function] = [
        .member("indexOf", .init(.string, .string, to: .int)) { (text, part, meter) throws(CELFailure) in
            .int(try text.asString().firstScalar(of: try part.asString(), from: 0, &meter))
        },
        .member("indexOf", .init(.string, .string, .int, to: .int)) { (arguments, meter) throws(CELFailure) in
            let (part, start) = (try arguments[1].asString(), try arguments[2].asInt())
            return .int(try arguments[0].asString().firstScalar(of: part, from: start, &meter))
        },
        .member("lastIndexOf", .init(.string, .string, to: .int)) { (text, part, meter) throws(CELFailure) in
            .int(try text.asString().lastScalar(of: try part.asString(), upTo: nil, &meter))
        },
        .member("lastIndexOf", .init(.string, .string, .int, to: .int)) { (arguments, meter) throws(CELFailure) in
            let (part, end) = (try arguments[1].asString(), try arguments[2].asInt())
            return .int(try arguments[0].asString().lastScalar(of: part, upTo: end, &meter))
        },
        .member("replace", .init(.string, .string, .string, to: .string)) { (arguments, meter) throws(CELFailure) in
            let (part, other) = (try arguments[1].asString(), try arguments[2].asString())
            return .string(try arguments[0].asString().replacing(part, with: other, at: -1, &meter))
        },
        .member("replace", .init(.string, .string, .string, .int, to: .string)) {
            (arguments, meter) throws(CELFailure) in
            let (part, other) = (try arguments[1].asString(), try arguments[2].asString())
            return .string(
                try arguments[0].asString().replacing(part, with: other, at: try arguments[3].asInt(), &meter)
            )
        },
        .member("split", .init(.string, .string, to: .list(.string))) { (text, separator, meter) throws(CELFailure) in
            try text.asString().split(by: try separator.asString(), into: -1, &meter)
        },
        .member("split", .init(.string, .string, .int, to: .list(.string))) { (arguments, meter) throws(CELFailure) in
            try arguments[0].asString().split(by: try arguments[1].asString(), into: try arguments[2].asInt(), &meter)
        },
    ]
}

extension CELFailure {
    static func index(_ place: Int) -> CELFailure { .invalidIndex("index out of range: \(place)") }
}

extension CELList {
    fileprivate func joined(by separator: String, _ meter: inout Meter) throws(CELFailure) -> String {
        var text = ""
        for place in 0..<count {
            let part = try self[place].asString()
            try meter.charge(1 + (part.utf8.count + separator.utf8.count) >> 4)
            if place > 0 { text += separator }
            text += part
        }
        return text
    }
}
