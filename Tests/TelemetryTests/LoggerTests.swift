import JSON
import Synchronization
import Telemetry
import Testing

@Suite struct LoggerTests {
    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
        func add(_ level: LogLevel, _ event: String, _ fields: JSONObject) {
            all.withLock { $0.append("\(level.rawValue) \(event) \(JSONValue.object(fields).text)") }
        }
    }

    @Test func `events below the level are not even made`() {
        let lines = Lines()
        let log = Logger(level: .warning, write: lines.add)
        func never() -> String {
            Issue.record("made an event that nobody reads")
            return ""
        }
        log.debug(never())
        log.info(never())
        log.notice(never())
        log.warning("careful")
        log.error("broken", ["code": 7])
        #expect(lines.all.withLock { $0 } == ["warning careful {}", #"error broken {"code":7}"#])
    }

    @Test func `a copy adds its fields to every event, and an event's own win`() {
        let lines = Lines()
        var log = Logger(write: lines.add)
        log.fields = ["request": "1", "tool": "a"]
        log.info("called", ["tool": "b"])
        #expect(lines.all.withLock { $0 } == [#"info called {"request":"1","tool":"b"}"#])
    }
}
