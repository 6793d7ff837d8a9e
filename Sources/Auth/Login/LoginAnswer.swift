internal import HTTP

/// What the browser brings back from the provider (RFC 6749 §4.1.2, RFC 9207 §2).
struct LoginAnswer: Sendable {
    private let fields: FormFields

    /// `query` as it was sent. What could be read in two ways is refused.
    init(_ query: String) throws(LoginError) {
        guard let fields = FormFields(parsing: query), !fields.isAmbiguous else {
            throw .refused("The answer cannot be read")
        }
        self.fields = fields
    }

    func bears(_ state: String) -> Bool {
        fields["state"].map { ConstantTime.equal(Array($0.utf8), Array(state.utf8)) } ?? false
    }

    /// The code, once it is known that the right one answers: what another says is not even shown.
    func code(from endpoints: LoginEndpoints) throws(LoginError) -> String {
        if let issuer = endpoints.issuer {
            let named = fields["iss"]
            guard named.map({ $0.utf8.elementsEqual(issuer.utf8) }) ?? !endpoints.sendsIssuer else {
                throw .refused("Another issuer answered")
            }
        }
        if let error = fields["error"] {
            throw .denied(
                error: error.shortened,
                description: fields["error_description"]?.shortened ?? "Unknown OAuth error"
            )
        }
        guard let code = fields["code"], !code.isEmpty else { throw .refused("Missing authorization code") }
        return code
    }
}

extension String {
    /// Printable ASCII only (RFC 6749 §4.1.2.1), and not more than is read.
    fileprivate var shortened: String {
        String(unicodeScalars.filter { 0x20...0x7E ~= $0.value }.prefix(200).map(Character.init))
    }
}
