extension JSONValueDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { value == .null }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard case .bool(let bool)? = value else { throw mismatch("true or false") }
        return bool
    }

    func decode(_ type: String.Type) throws -> String {
        guard case .string(let string)? = value else { throw mismatch("a string") }
        return string
    }

    func decode(_ type: Double.Type) throws -> Double { try float() }
    func decode(_ type: Float.Type) throws -> Float { try float() }
    func decode(_ type: Int.Type) throws -> Int { try integer() }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
    func decode(_ type: Int128.Type) throws -> Int128 { try integer() }
    func decode(_ type: UInt.Type) throws -> UInt { try integer() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }
    func decode(_ type: UInt128.Type) throws -> UInt128 { try integer() }

    func decode<T: Decodable>(_ type: T.Type) throws -> T { try make(type) }

    /// The whole number that was written, whether as `42` or `42.0`.
    private func integer<T: FixedWidthInteger>() throws -> T {
        let result: T? =
            switch value {
            case .int(let int): T(exactly: int)
            case .double(let double): T(exactly: double)
            case .digits(let text): T(text)
            default: throw mismatch("an integer")
            }
        guard let result else { throw mismatch("an integer from \(T.min) to \(T.max)") }
        return result
    }

    /// The nearest number a `T` holds.
    private func float<T: BinaryFloatingPoint & LosslessStringConvertible>() throws -> T {
        let result: T? =
            switch value {
            case .int(let int): T(int)
            case .double(let double): T(double)
            case .digits(let text): T(text)
            default: throw mismatch("a number")
            }
        guard let result, result.isFinite else { throw mismatch("a number of ordinary size") }
        return result
    }
}
