import Pattern
import Testing

@Suite struct UnicodePropertyTests {
    @Test(arguments: [
        ("\\p{Letter}", "π", true), ("\\p{Letter}", "1", false), ("\\p{digit}", "\u{9EA}", true), ("\\p{L}", "é", true),
        ("\\p{gc=Lu}", "É", true), ("\\p{General_Category=Lowercase_Letter}", "É", false), ("\\P{Lu}", "a", true),
        ("\\p{Script=Greek}", "π", true), ("\\p{sc=Grek}", "p", false), ("\\P{Script=Han}", "p", true),
        ("\\p{sc=Han}", "漢", true),
        ("\\p{LC}", "a", true), ("\\P{LC}", "a", false), ("\\P{LC}", "漢", true), ("\\p{Cn}", "\u{378}", true),
        ("\\p{C}", "\u{378}", true),
        ("\\P{Cn}", "a", true), ("\\P{Any}", "a", false), ("\\p{Any}", "🐲", true), ("\\p{ASCII}", "é", false),
        ("\\p{AHex}", "f", true), ("\\p{White_Space}", "\u{85}", true), ("\\p{Assigned}", "\u{378}", false),
    ])
    func `a property holds what Unicode says`(expression: String, text: String, matches: Bool) throws {
        #expect(try Pattern("^\(expression)$", .ecma).matches(text) == matches)
    }

    @Test(arguments: ["Emoji", "Greek", "Script=Nowhere", "sc=", "scx=Grek", "gc=Nothing", "Script=a}b", ""])
    func `a property that is not known is refused`(name: String) {
        #expect(throws: PatternError.self) { try Pattern("\\p{\(name)}", .ecma) }
    }

    @Test(arguments: [
        "Adlam", "Balinese", "Cham", "Han", "Lao", "Lisu", "Miao", "Nko", "Thai", "Toto", "Yi", "Vai", "Old_Italic",
        "Arab", "Armn", "Beng", "Bopo", "Brai", "Cans", "Cher", "Copt", "Cyrl", "Deva", "Egyp", "Ethi", "Geor", "Goth",
        "Grek",
        "Gujr", "Guru", "Hang", "Hani", "Hebr", "Hira", "Kana", "Khmr", "Knda", "Laoo", "Latn", "Mlym", "Mong", "Mymr",
        "Nkoo",
        "Orya", "Runr", "Sinh", "Syrc", "Taml", "Telu", "Tfng", "Thaa", "Tibt", "Yiii", "Zinh", "Zyyy",
    ])
    func `RE2 knows every script that is named to it`(script: String) throws {
        #expect(!(try Pattern("\\p{Script=\(script)}", .ecma).matches("\u{378}")))
    }
}
