import HTTP
import TOML
import Telemetry
import Testing

@testable import App

@Suite struct TracesSectionTests {
    @Test func `without the table nothing is traced`() {
        #expect(ConfigurationText("").configuration.traces == nil)
        let variables = ["OTEL_EXPORTER_OTLP_ENDPOINT": "http://receiver:4318"]
        #expect(ConfigurationText("", variables: variables).configuration.traces == nil)
    }

    @Test func `all of it is read`() throws {
        let text = """
            [traces]
            endpoint = "https://receiver.example/v1/traces"
            sample_ratio = 0.25
            follow_clients = false
            service_name = "weather"
            queue = 16
            timeout = "2s"
            [traces.headers]
            Authorization = "Bearer x"
            [traces.resource]
            "deployment.environment.name" = "test"
            """
        let read = ConfigurationText(text)
        #expect(read.problems.isEmpty)
        var settings = TracesSettings(to: try #require(HTTPURL("https://receiver.example/v1/traces")))
        settings.tracer.ratio = 0.25
        settings.tracer.followsClients = false
        settings.serviceName = "weather"
        settings.queue = 16
        settings.exporter.timeout = .seconds(2)
        settings.exporter.headers = [.authorization: Secret("Bearer x")]
        settings.resource = ["deployment.environment.name": "test"]
        #expect(read.configuration.traces == settings)
    }

    @Test(
        arguments: [
            ("http://a:4318", "http://a:4318/v1/traces"), ("http://a:4318/", "http://a:4318/v1/traces"),
            ("http://a/otlp", "http://a/otlp/v1/traces"), ("http://a/v1/traces", "http://a/v1/traces"),
        ]
    )
    func `a receiver takes traces below its own URL`(endpoint: String, place: String) {
        let read = ConfigurationText("[traces]\nendpoint = '\(endpoint)'").configuration
        #expect(read.traces?.exporter.endpoint.text == place)
        let variables = ["OTEL_EXPORTER_OTLP_ENDPOINT": endpoint, "OTEL_SERVICE_NAME": "weather"]
        let other = ConfigurationText("[traces]", variables: variables)
        #expect(other.problems.isEmpty && other.configuration.traces?.exporter.endpoint.text == place)
        #expect(other.configuration.traces?.serviceName == "weather")
    }

    @Test(
        arguments: [
            "", "endpoint = 'receiver:4317'", "endpoint = 'http://a'\nsample_ratio = 1.5",
            "endpoint = 'http://a'\nqueue = 0",
            "endpoint = 'http://a'\nsample = 1", "endpoint = 'http://a'\n[traces.headers]\n'a b' = 'c'",
            "endpoint = 'http://a'\n[traces.resource]\na.b = 'c'",
        ]
    )
    func `what cannot be meant is an error`(text: String) {
        #expect(ConfigurationText("[traces]\n\(text)").errors.count == 1)
    }
}
