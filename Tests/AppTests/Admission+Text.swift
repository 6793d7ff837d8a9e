import HTTP
import Telemetry
import Testing

@testable import App

extension Admission {
    /// Who may come in by the configuration `text`, which has no mistakes.
    convenience init(of text: String, asking client: any HTTPClient, after earlier: Admission? = nil) {
        let read = ConfigurationText(text)
        #expect(read.errors.isEmpty)
        self.init(
            read.configuration,
            client: client,
            counting: LimitTable(),
            after: earlier,
            secondsSince1970: { 1_800_000_000 },
            log: .silent
        )
    }
}
