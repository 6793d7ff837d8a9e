extension Library {
    static let lists: [Function] = [
        .member("slice", .init(.anyList, .int, .int, to: .argument(0))) { (arguments, meter) throws(CELFailure) in
            let (list, start, end) = (try arguments[0].asList(), try arguments[1].asInt(), try arguments[2].asInt())
            guard start >= 0, start <= end, end <= list.count else {
                throw .invalidIndex("cannot slice(\(start), \(end)), list is length \(list.count)")
            }
            try meter.charge(end - start)
            return .list(.values((start..<end).map { list[$0] }))
        },
        .member("flatten", .init(.anyList, to: .anyList)) { (list, meter) throws(CELFailure) in
            .list(.values(try list.asList().flattened(1, &meter)))
        },
        .member("flatten", .init(.anyList, .int, to: .anyList)) { (list, depth, meter) throws(CELFailure) in
            let depth = try depth.asInt()
            guard depth >= 0 else { throw .invalidArgument("negative depth: \(depth)") }
            return .list(.values(try list.asList().flattened(depth, &meter)))
        },
        .member("sort", .init(.anyList, to: .argument(0))) { (list, meter) throws(CELFailure) in
            let list = try list.asList()
            try meter.charge(list.count)
            return .list(.values(try list.sorted(by: list.values, &meter)))
        },
        .member("distinct", .init(.anyList, to: .argument(0))) { (list, meter) throws(CELFailure) in
            let list = try list.asList()
            var values: [CELValue] = []
            for place in 0..<list.count {
                let value = list[place]
                if !(try CELList.values(values).contains(value, &meter)) { values.append(value) }
            }
            return .list(.values(values))
        },
        .global("lists.range", .init(.int, to: .list(.int))) { (count, meter) throws(CELFailure) in
            let count = max(0, try count.asInt())
            try meter.charge(count)
            return .list(.values((0..<count).map { .int($0) }))
        },
        .member("first", .init(.anyList, to: .optionalElement(0))) { (list, _) throws(CELFailure) in
            let list = try list.asList()
            return .optional(list.isEmpty ? nil : list[0])
        },
        .member("last", .init(.anyList, to: .optionalElement(0))) { (list, _) throws(CELFailure) in
            let list = try list.asList()
            return .optional(list.isEmpty ? nil : list[list.count - 1])
        },
    ]

    static let sets: [Function] = [
        .global("sets.contains", .init(.anyList, .anyList, to: .bool)) { (lhs, rhs, meter) throws(CELFailure) in
            .bool(try lhs.asList().containsAll(of: try rhs.asList(), &meter))
        },
        .global("sets.equivalent", .init(.anyList, .anyList, to: .bool)) { (lhs, rhs, meter) throws(CELFailure) in
            let (lhs, rhs) = (try lhs.asList(), try rhs.asList())
            guard try lhs.containsAll(of: rhs, &meter) else { return .bool(false) }
            return .bool(try rhs.containsAll(of: lhs, &meter))
        },
        .global("sets.intersects", .init(.anyList, .anyList, to: .bool)) { (lhs, rhs, meter) throws(CELFailure) in
            let (lhs, rhs) = (try lhs.asList(), try rhs.asList())
            for place in 0..<rhs.count where try lhs.contains(rhs[place], &meter) {
                return .bool(true)
            }
            return .bool(false)
        },
    ]
}

extension CELList {
    fileprivate func containsAll(of other: CELList, _ meter: inout Meter) throws(CELFailure) -> Bool {
        for place in 0..<other.count {
            guard try contains(other[place], &meter) else { return false }
        }
        return true
    }

    fileprivate func flattened(_ depth: Int, _ meter: inout Meter) throws(CELFailure) -> [CELValue] {
        try meter.charge(count)
        try meter.enter()
        defer { meter.leave() }
        var values: [CELValue] = []
        for place in 0..<count {
            if depth > 0, case .list(let inner) = self[place] {
                values += try inner.flattened(depth - 1, &meter)
            } else {
                values.append(self[place])
            }
        }
        return values
    }

    /// In the order of `keys`, of which there are as many; those of equal ones stay as they are.
    func sorted(by keys: [CELValue], _ meter: inout Meter) throws(CELFailure) -> [CELValue] {
        // What is left of the comparisons after a failure costs time, too.
        try meter.charge(3 * keys.count)
        var failure: CELFailure?
        var counting = meter
        let order = keys.indices.sorted { lhs, rhs in
            guard failure == nil else { return lhs < rhs }
            do throws(CELFailure) {
                try counting.charge(4)
                switch try keys[lhs].compared(with: keys[rhs], &counting) {
                case .less: return true
                case .equal: return lhs < rhs
                case .greater, .none: return false
                }
            } catch {
                failure = error
                return lhs < rhs
            }
        }
        meter = counting
        if let failure { throw failure }
        return order.map { self[$0] }
    }
}
