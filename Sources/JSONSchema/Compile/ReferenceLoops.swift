/// Finds schemas that would be applied to one value without end.
enum ReferenceLoops {
    private enum Mark { case new, open, done }

    static func check(_ nodes: [SchemaNode]) throws(SchemaError) {
        var marks = [Mark](repeating: .new, count: nodes.count)
        for start in nodes.indices where marks[start] == .new {
            // Each entry is a node with those of its neighbours that are still to be seen.
            var trail = [(node: start, rest: nodes[start].inPlace)]
            marks[start] = .open
            while let (node, rest) = trail.last {
                guard let next = rest.last else {
                    marks[node] = .done
                    trail.removeLast()
                    continue
                }
                trail[trail.count - 1].rest.removeLast()
                switch marks[next] {
                case .open: throw SchemaError(.endlessReference, at: nodes[node].place)
                case .done: break
                case .new:
                    marks[next] = .open
                    trail.append((next, nodes[next].inPlace))
                }
            }
        }
    }
}
