/// The property that `\p{…}` names (ECMA-262 §22.2.1, `UnicodePropertyValueExpression`).
enum UnicodeProperty {
    static func part(named name: String) throws(PatternError) -> ClassPart {
        let halves = name.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard halves.count == 2 else {
            if let part = category(name) ?? binary(name) { return part }
            throw PatternError("\\p{\(name)} is not supported; general categories and Script=… are")
        }
        switch halves[0] {
        case "General_Category", "gc":
            if let part = category(halves[1]) { return part }
        case "Script", "sc":
            if let script = script(halves[1]) { return ClassPart("\\p{\(script)}", complement: "\\P{\(script)}") }
        default: break
        }
        throw PatternError("\\p{\(name)} is not supported; general categories and Script=… are")
    }

    private static func category(_ name: String) -> ClassPart? {
        switch categories[name] {
        case "LC": ClassPart("\\p{Lu}\\p{Ll}\\p{Lt}", complement: nil)
        case "Cn": ClassPart(nil, complement: assigned)
        // RE2 counts unassigned code points nowhere, Unicode counts them here.
        case "C": ClassPart(nil, complement: "\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Z}")
        case let short?: ClassPart("\\p{\(short)}", complement: "\\P{\(short)}")
        case nil: nil
        }
    }

    private static func binary(_ name: String) -> ClassPart? {
        switch name {
        case "Any": ClassPart(.all)
        case "ASCII": ClassPart(.ascii)
        case "ASCII_Hex_Digit", "AHex": ClassPart(.hexDigits)
        case "White_Space", "space": ClassPart(.unicodeSpaces)
        case "Assigned": ClassPart(assigned, complement: nil)
        default: nil
        }
    }

    private static let assigned = "\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Z}\\p{C}"

    /// Every name of a general category, with the short one.
    private static let categories: [String: String] = {
        let names = """
            L Letter|LC Cased_Letter|Lu Uppercase_Letter|Ll Lowercase_Letter|Lt Titlecase_Letter|Lm Modifier_Letter|\
            Lo Other_Letter|M Mark Combining_Mark|Mn Nonspacing_Mark|Mc Spacing_Mark|Me Enclosing_Mark|N Number|\
            Nd Decimal_Number digit|Nl Letter_Number|No Other_Number|P Punctuation punct|Pc Connector_Punctuation|\
            Pd Dash_Punctuation|Ps Open_Punctuation|Pe Close_Punctuation|Pi Initial_Punctuation|Pf Final_Punctuation|\
            Po Other_Punctuation|S Symbol|Sm Math_Symbol|Sc Currency_Symbol|Sk Modifier_Symbol|So Other_Symbol|\
            Z Separator|Zs Space_Separator|Zl Line_Separator|Zp Paragraph_Separator|C Other|Cc Control cntrl|\
            Cf Format|Cs Surrogate|Co Private_Use|Cn Unassigned
            """
        var categories: [String: String] = [:]
        for line in names.split(separator: "|") {
            let names = line.split(separator: " ").map(String.init)
            for name in names { categories[name] = names[0] }
        }
        return categories
    }()

    /// The name RE2 knows a script by. Of the codes of ISO 15924 the usual ones are known.
    private static func script(_ name: String) -> String? {
        guard name.utf8.allSatisfy({ isLetter($0) || $0 == UInt8(ascii: "_") }), !name.isEmpty else { return nil }
        return scripts[name] ?? (name.utf8.count > 4 || fourLetters.contains(name) ? name : nil)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static let scripts = [
        "Arab": "Arabic", "Armn": "Armenian", "Beng": "Bengali", "Bopo": "Bopomofo", "Brai": "Braille",
        "Cans": "Canadian_Aboriginal", "Cher": "Cherokee", "Copt": "Coptic", "Cyrl": "Cyrillic", "Deva": "Devanagari",
        "Egyp": "Egyptian_Hieroglyphs", "Ethi": "Ethiopic", "Geor": "Georgian", "Goth": "Gothic", "Grek": "Greek",
        "Gujr": "Gujarati", "Guru": "Gurmukhi", "Hang": "Hangul", "Hani": "Han", "Hebr": "Hebrew", "Hira": "Hiragana",
        "Kana": "Katakana", "Khmr": "Khmer", "Knda": "Kannada", "Laoo": "Lao", "Latn": "Latin", "Mlym": "Malayalam",
        "Mong": "Mongolian", "Mymr": "Myanmar", "Nkoo": "Nko", "Orya": "Oriya", "Runr": "Runic", "Sinh": "Sinhala",
        "Syrc": "Syriac", "Taml": "Tamil", "Telu": "Telugu", "Tfng": "Tifinagh", "Thaa": "Thaana", "Tibt": "Tibetan",
        "Yiii": "Yi", "Zinh": "Inherited", "Zyyy": "Common",
    ]
    private static let fourLetters: Set = ["Cham", "Han", "Lao", "Lisu", "Miao", "Nko", "Thai", "Toto", "Yi", "Vai"]
}
