/// All the digits of a double: each has finitely many.
struct DecimalExpansion {
    private let isNegative: Bool
    /// Without zeros in front; none for zero.
    private var digits: [UInt8]
    /// How many of `digits` stand before the point; less than 0 for zeros behind it.
    private var point: Int

    /// `value` is finite.
    init(_ value: Double) {
        isNegative = value.sign == .minus
        guard value != 0 else {
            digits = []
            point = 0
            return
        }
        let isSubnormal = value.isSubnormal
        let significand = value.significandBitPattern | (isSubnormal ? 0 : 1 << 52)
        let exponent = (isSubnormal ? 1 : Int(value.exponentBitPattern)) - 1_075
        var number = Limbs(significand)
        // 2^-n is 5^n with the point n places to the left.
        number.multiply(by: exponent < 0 ? 5 : 2, times: exponent.magnitude)
        digits = number.digits
        point = digits.count + min(exponent, 0)
    }

    /// With `places` digits behind the point, rounded half to even.
    func fixed(_ places: Int) -> String {
        let rounded = rounding(after: point + places)
        let whole = rounded.point > 0 ? rounded.part(0..<rounded.point) : "0"
        let sign = isNegative ? "-" : ""
        return sign + whole + (places > 0 ? "." + rounded.part(rounded.point..<rounded.point + places) : "")
    }

    /// `1.052033e+03`: with `places` digits behind the point, rounded half to even.
    func scientific(_ places: Int) -> String {
        let rounded = rounding(after: places + 1)
        let exponent = digits.isEmpty ? 0 : rounded.point - 1
        let magnitude = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
        let fraction = places > 0 ? "." + rounded.part(1..<places + 1) : ""
        return (isNegative ? "-" : "") + rounded.part(0..<1) + fraction + "e" + (exponent < 0 ? "-" : "+") + magnitude
    }

    /// The digits at `places`, zeros where there are none.
    private func part(_ places: Range<Int>) -> String {
        String(decoding: places.map { digits.indices.contains($0) ? digits[$0] + 0x30 : 0x30 }, as: UTF8.self)
    }

    private func rounding(after count: Int) -> DecimalExpansion {
        guard count < digits.count else { return self }
        var result = self
        result.digits = count > 0 ? Array(digits[..<count]) : []
        guard isRoundedUp(after: count) else { return result }
        var place = count - 1
        while place >= 0, result.digits[place] == 9 {
            result.digits[place] = 0
            place -= 1
        }
        if place >= 0 {
            result.digits[place] += 1
        } else {
            result.digits.insert(1, at: 0)
            result.point = count < 0 ? result.point : result.point + 1
        }
        return result
    }

    private func isRoundedUp(after count: Int) -> Bool {
        guard count >= 0, digits[count] >= 5 else { return false }
        if digits[count] > 5 || digits[(count + 1)...].contains(where: { $0 != 0 }) { return true }
        return count > 0 && digits[count - 1] & 1 == 1
    }
}

/// A large whole number, nine digits to a limb, the lowest first.
private struct Limbs {
    private var limbs: [UInt64]

    init(_ number: UInt64) { limbs = [number % 1_000_000_000, number / 1_000_000_000] }

    mutating func multiply(by factor: UInt64, times: UInt) {
        var left = times
        while left > 0 {
            // Up to 5^13, below 2^31, at once.
            let power = min(left, 13)
            multiply(by: (0..<power).reduce(1) { product, _ in product * factor })
            left -= power
        }
    }

    private mutating func multiply(by factor: UInt64) {
        var carry: UInt64 = 0
        for place in limbs.indices {
            let product = limbs[place] * factor + carry
            limbs[place] = product % 1_000_000_000
            carry = product / 1_000_000_000
        }
        while carry > 0 {
            limbs.append(carry % 1_000_000_000)
            carry /= 1_000_000_000
        }
    }

    /// From the highest, without zeros in front.
    var digits: [UInt8] {
        var digits: [UInt8] = []
        for limb in limbs {
            var rest = limb
            for _ in 0..<9 {
                digits.append(UInt8(rest % 10))
                rest /= 10
            }
        }
        while digits.last == 0 { digits.removeLast() }
        return digits.reversed()
    }
}
