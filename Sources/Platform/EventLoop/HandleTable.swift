/// Names an entry of a `HandleTable`: an index and a generation, never a pointer.
///
/// C callbacks and tasks hold it instead of the object, so one that comes too late finds nothing.
struct HandleID: Sendable, Hashable {
    let raw: UInt64

    fileprivate init(index: UInt32, generation: UInt32) {
        raw = UInt64(generation) << 32 | UInt64(index)
    }
    /// What a handle's `data` says.
    init(_ data: UnsafeMutableRawPointer?) { raw = UInt64(UInt(bitPattern: data)) }

    /// For a handle's `data`.
    var data: UnsafeMutableRawPointer? { unsafe UnsafeMutableRawPointer(bitPattern: UInt(raw)) }

    fileprivate var index: Int { Int(raw & 0xffff_ffff) }
    fileprivate var generation: UInt32 { UInt32(truncatingIfNeeded: raw >> 32) }
}

/// Objects by handle. An index is used again, its generation is not.
struct HandleTable<Object: AnyObject> {
    private struct Slot {
        /// Never 0, so that no identifier is a null pointer.
        var generation: UInt32 = 1
        var object: Object?
    }
    private var slots: [Slot] = []
    private var free: [UInt32] = []
    private(set) var count = 0

    /// An identifier of its own for an object that `insert` brings.
    mutating func reserve() -> HandleID {
        let index = free.popLast() ?? grow()
        return HandleID(index: index, generation: slots[Int(index)].generation)
    }

    mutating func insert(_ object: Object, at id: HandleID) {
        slots[id.index].object = object
        count += 1
    }

    /// Files an object under an identifier that another table has given out.
    mutating func adopt(_ object: Object, at id: HandleID) {
        while slots.count <= id.index { slots.append(Slot()) }
        if slots[id.index].object == nil { count += 1 }
        slots[id.index] = Slot(generation: id.generation, object: object)
    }

    /// Lets go of an object that was adopted.
    mutating func release(_ id: HandleID) {
        guard self[id] != nil else { return }
        slots[id.index].object = nil
        count -= 1
    }

    mutating func remove(_ id: HandleID) {
        guard self[id] != nil else { return }
        slots[id.index].object = nil
        slots[id.index].generation = max(1, slots[id.index].generation &+ 1)
        free.append(UInt32(id.index))
        count -= 1
    }

    subscript(id: HandleID) -> Object? {
        let index = id.index
        return index < slots.count && slots[index].generation == id.generation ? slots[index].object : nil
    }

    var all: [Object] { slots.compactMap(\.object) }

    private mutating func grow() -> UInt32 {
        slots.append(Slot())
        return UInt32(slots.count - 1)
    }
}
