/// Seals what a client keeps for the server: nobody else can read it, change it, or make one
/// (authenticated encryption under a key ring).
///
/// The ring's first key seals and all of them open, so every replica with the same ring understands the others.
public protocol Sealer: Sendable {
    /// `bytes`, sealed for one purpose, as text that may stand in a header, a URL or a cookie (base64url).
    func seal(_ bytes: [UInt8], for purpose: String) -> String

    /// What was sealed for `purpose`; `nil` for anything else.
    func open(_ text: String, for purpose: String) -> [UInt8]?
}
